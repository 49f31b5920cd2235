import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../control/faults";
import type { SimulatorContext } from "../simulator-context";
import type { CallTool } from "./call-assistant";
import type { WebhookAnswer, WebhookOrder } from "./create-postman";
import { deliverOrder, newMessageId, repeatOrder } from "./deliver-order";
import { isSubscribed } from "./is-subscribed";
import { resolveServer } from "./resolve-server";
import { type MessageSubject, writeMessage } from "./write-message";

const LATE_MILLISECONDS = 8000;

/**
 * `detail` is a status or a tool name. `isAlwaysSent` passes over the assistant's list. With `deadlineMilliseconds` there
 * is one attempt and that much time.
 */
export type CallEvent = {
  type: string;
  detail?: string;
  fields: Readonly<Record<string, unknown>>;
  isAlwaysSent?: boolean;
  deadlineMilliseconds?: number;
};

/** Carries the webhooks of one call, one after the other, in the order in which things happened. */
export type CallCourier = {
  /** Queues a webhook whose answer does not matter. */
  inform(event: CallEvent): void;
  /** Sends a webhook after those that wait, and gives its answer; undefined when nobody is to be asked. */
  ask(event: CallEvent, tool?: CallTool): Promise<WebhookAnswer | undefined>;
  /** Resolves when nothing is under way any more, repeats included. */
  settle(): Promise<void>;
};

type CourierOptions = {
  context: SimulatorContext;
  orgId: string;
  pace: number;
  faults: ReadonlySet<Fault>;
  /** The call as it stands at the moment of the event. */
  subject: () => MessageSubject;
};

export function createCallCourier(options: CourierOptions): CallCourier {
  const { context, pace, faults } = options;
  const line = createLine();
  let held: CallEvent[] = [];
  const repeats = new Set<Promise<void>>();

  function send(event: CallEvent): void {
    const order = writeOrder(options, event);
    if (order === undefined) return;
    const dueAt = performance.now() + (faults.has("late") ? LATE_MILLISECONDS * pace : 0);
    line
      .enqueue(async () => {
        if (dueAt > performance.now()) await wait(dueAt - performance.now(), undefined, { signal: context.closing });
        const first = await deliverOrder(context, order);
        const repeating: Promise<void> = repeatOrder(context, order, { first, pace })
          .catch(() => undefined)
          .then(() => void repeats.delete(repeating));
        repeats.add(repeating);
      })
      .catch(() => undefined);
  }

  function releaseHeld(): void {
    for (const event of held) send(event);
    held = [];
  }

  return {
    inform: (event) => {
      if (faults.has("missing-end-report") && event.type === "end-of-call-report") return;
      if (faults.has("out-of-order") && isHeldBack(event)) {
        held.push(event);
        return;
      }
      send(event);
      if (event.detail !== "queued") releaseHeld();
    },
    ask: async (event, tool) => {
      const order = writeOrder(options, event, tool);
      if (order === undefined) return undefined;
      return await line.enqueue(async () => {
        const first = await deliverOrder(context, order);
        return event.deadlineMilliseconds === undefined ? await repeatOrder(context, order, { first, pace }) : first;
      });
    },
    settle: async () => {
      releaseHeld();
      await line.idle();
      await Promise.all(repeats);
    },
  };
}

/** Does one thing after the other; a failure does not stop what waits behind it. */
function createLine() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    enqueue: <Result>(work: () => Promise<Result>): Promise<Result> => {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    },
    idle: () => last,
  };
}

/** These two change places with what follows when webhooks are to come out of order. */
function isHeldBack(event: CallEvent): boolean {
  return event.type === "status-update" && /^(ringing|ended)$/.test(event.detail ?? "");
}

/** Undefined when nobody wants the event or no server is set. */
function writeOrder(options: CourierOptions, event: CallEvent, tool?: CallTool): WebhookOrder | undefined {
  const { context, orgId, faults } = options;
  const about = options.subject();
  const { assistant, phoneNumber } = about;
  const isFinal = event.fields["transcriptType"] === "final";
  const isWanted = isSubscribed(assistant?.settings.serverMessages, { type: event.type, isFinal });
  if (faults.has("silence") || !(isWanted || event.isAlwaysSent === true)) return undefined;
  const server = resolveServer(context.store, orgId, { tool, assistant, phoneNumber: phoneNumber?.data });
  if (server === undefined) return undefined;
  const timestamp = Date.now();
  const isPresignForced = faults.has("presigned-urls-differ") && event.type === "end-of-call-report";
  return {
    orgId,
    callId: about.call.id,
    type: event.type,
    detail: event.detail ?? null,
    server,
    messageId: newMessageId(),
    faults,
    ...(event.deadlineMilliseconds === undefined ? {} : { deadlineMilliseconds: event.deadlineMilliseconds }),
    writeBody: () => writeMessage({ timestamp, ...event }, about, { isPresignForced }),
  };
}
