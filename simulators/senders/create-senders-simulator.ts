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
  const context: SendersContext = { senders, doors, postman, silences, pace };
  return {
    fetch: async (request) => routeRequest(context, request, new Uint8Array(await request.arrayBuffer())),
    close: async () => {
      closing.abort();
      await postman.settled();
    },
    settled: postman.settled,
    play: (play) => playScene(context, play),
    deliveries: postman.records,
  };
}
