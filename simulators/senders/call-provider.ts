import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { ConnectionDropped } from "../http/connection-dropped";
import type { ApiFault } from "./api-faults";
import { arrange } from "./arrange-deliveries";
import type { Fault } from "./faults/faults";
import { writeLetter } from "./faults/write-letter";
import type { Door } from "./read-doors";
import type { PlannedDelivery, Sender, Target } from "./sender";
import { SenderRefusal } from "./sender-refusal";
import type { SendersContext } from "./senders-context";

const SLOW_MS = 25_000;

/**
 * Answers a request to a provider's own REST interface, below `/{provider}`, with what was chosen to go wrong.
 * @throws SenderRefusal 404 where none is simulated, ConnectionDropped for an answer that is lost
 */
export async function callProvider(context: SendersContext, request: Request, body: Uint8Array): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [provider = "", ...path] = pathname.split("/").filter((part) => part !== "");
  const sender = context.senders.find((one) => one.provider === provider);
  if (!sender?.api) throw new SenderRefusal(404, `Cannot ${request.method} ${pathname}`);
  const fault = context.apiFaults.take(provider, { method: request.method, path: pathname });
  const refusal =
    fault === undefined ? undefined : { ...REFUSALS, ...(sender.refuse ? { refused: sender.refuse } : {}) }[fault];
  if (refusal) return refusal();
  const { method, headers, url } = request;
  const faults = fault === undefined ? [] : (TELLING_FAULTS[fault] ?? []);
  const answer = await sender.api({
    request: new Request(url, { method, headers, ...(body.length > 0 ? { body: Buffer.from(body) } : {}) }),
    path: path.map(decodeURIComponent),
    targets: context.doors().doors.filter((door) => door.provider === provider),
    tell: (target, title, deliveries) => tell(context, { sender, target, title, deliveries, faults }),
  });
  if (fault === "lost-answer") throw new ConnectionDropped();
  if (fault === "slow") await wait(SLOW_MS * context.pace);
  return answer;
}

const REFUSALS: Partial<Record<ApiFault, () => Response>> = {
  "rate-limited": () =>
    Response.json({ message: "Too many requests" }, { status: 429, headers: { "retry-after": "2" } }),
  "server-error": () => Response.json({ message: "Internal server error" }, { status: 500 }),
  unavailable: () => Response.json({ message: "Service unavailable" }, { status: 503 }),
  refused: () => Response.json({ message: "Bad request" }, { status: 400 }),
};

/** What then goes wrong with the telling. */
const TELLING_FAULTS: Partial<Record<ApiFault, readonly Fault[]>> = {
  "never-told": ["silence"],
  "told-twice": ["duplicate"],
  "told-backwards": ["out-of-order"],
};

type Told = {
  sender: Sender;
  target: Target;
  title: string;
  deliveries: readonly PlannedDelivery[];
  faults: readonly Fault[];
};

/** Sends what a request leads to, as a scene would be sent. */
function tell(context: SendersContext, { sender, target, title, deliveries, faults }: Told): void {
  const playId = randomUUID();
  const { firmId, firmName } = target;
  context.postman.send(
    arrange(deliveries, new Set(faults)).map((delivery) => ({
      subject: {
        playId,
        provider: sender.provider,
        firmId,
        firmName,
        scene: title,
        label: delivery.label,
        faults,
      },
      afterMs: delivery.afterMs,
      write: (attempt) =>
        writeLetter({ planned: delivery, target, other: undefined, text: "", faults: new Set() }, attempt),
      happened: () => delivery.happened?.(),
      retry: sender.retry,
    })),
  );
}

/** The desk's doors, and those that were set up over the providers' own interfaces. */
export function withOwnDoors(senders: readonly Sender[], doors: readonly Door[]): Door[] {
  const own = senders.flatMap(({ provider, targets }) =>
    (targets?.() ?? []).map((target) => ({ ...target, provider })),
  );
  const isListed = (door: Door) =>
    doors.some(({ provider, account }) => provider === door.provider && account === door.account);
  return [...doors, ...own.filter((door) => !isListed(door))];
}
