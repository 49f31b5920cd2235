import { createApiFaults } from "./api-faults";
import { withOwnDoors } from "./call-provider";
import { createSilences } from "./create-silences";
import { createPostman } from "./deliveries/create-postman";
import type { DeliveryRecord } from "./deliveries/delivery-record";
import { type Play, type Playing, playScene } from "./play-scene";
import type { Doors } from "./read-doors";
import { routeRequest } from "./route-request";
import type { Sender } from "./sender";
import type { SendersContext } from "./senders-context";

/** `doors` is asked anew for every request. `pace` multiplies every wait, 1 by default. */
export type SendersSimulatorOptions = { senders: readonly Sender[]; doors: () => Doors; pace?: number };

export type SendersSimulator = {
  fetch(request: Request): Promise<Response>;
  /** Stops everything that is under way. */
  close(): Promise<void>;
  /** Resolves when nothing is under way and nothing will be tried again. */
  settled(): Promise<void>;
  /** @throws SenderRefusal when that cannot be played */
  play(play: Play): Playing;
  /** Every delivery, oldest first. */
  deliveries(): readonly DeliveryRecord[];
};

/**
 * Stand-ins for the services that tell the desk what clients write and do: each signs and retries as the real one, its
 * events are scenes that somebody chooses, and nothing that it says is true.
 */
export function createSendersSimulator({ senders, doors, pace = 1 }: SendersSimulatorOptions): SendersSimulator {
  const closing = new AbortController();
  const silences = createSilences();
  const postman = createPostman({ pace, closing: closing.signal, isSilent: silences.isSilent });
  // It is told by whoever asks something: the port is chosen after this.
  let origin = "http://127.0.0.1";
  const context: SendersContext = {
    senders,
    doors: () => withOwn(senders, doors()),
    postman,
    silences,
    apiFaults: createApiFaults(),
    pace,
    origin: () => origin,
  };
  return {
    fetch: async (request) => {
      origin = new URL(request.url).origin;
      return routeRequest(context, request, new Uint8Array(await request.arrayBuffer()));
    },
    close: async () => {
      closing.abort();
      await postman.settled();
    },
    settled: postman.settled,
    play: (play) => playScene(context, play),
    deliveries: postman.records,
  };
}

/** What was set up over the providers' own interfaces is there without the desk's list. */
function withOwn(senders: readonly Sender[], { doors, problem }: Doors): Doors {
  const all = withOwnDoors(senders, doors);
  return { doors: all, problem: all.length > 0 ? null : problem };
}
