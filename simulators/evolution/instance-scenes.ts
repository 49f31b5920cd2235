import { randomBytes } from "node:crypto";
import type { PlannedDelivery, Scene } from "../senders/sender";
import type { ConnectionState, GatewayMemory } from "./gateway-memory";
import { instanceOf, jidOf } from "./instance";
import { planGatewayEvent } from "./plan-gateway-event";
import { connectionEvent, type InstanceEvent, loggedOutEvents, qrEvent, qrLimitEvents } from "./plan-instance-events";
import type { Chat } from "./plan-message";

const STEP_MS = 1_000;
/** One pixel: nobody can sign in with it. */
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

type Step = InstanceEvent & { state?: ConnectionState };
type InstanceScene = { id: string; title: string; steps: (chat: Chat) => Step[] };

function connection({ target, input }: Chat, state: ConnectionState, statusReason: number): Step {
  return { ...connectionEvent(target, state, statusReason, jidOf(input.to)), state };
}

/** A session is closed before anybody is told of it. */
function closing(events: InstanceEvent[]): Step[] {
  return events.map((event, index) => (index === 0 ? { ...event, state: "close" } : event));
}

const SCENES: InstanceScene[] = [
  {
    id: "connection-lost",
    title: "The phone loses its connection and finds it again",
    steps: (chat) => [
      connection(chat, "close", 428),
      connection(chat, "connecting", 200),
      connection(chat, "open", 200),
    ],
  },
  {
    id: "logged-out",
    title: "Somebody logs the firm out on the phone",
    steps: ({ target }) => closing(loggedOutEvents(target)),
  },
  {
    id: "scan",
    title: "Scan the QR code: the phone joins",
    steps: (chat) => [connection(chat, "connecting", 200), connection(chat, "open", 200)],
  },
  {
    id: "connect",
    title: "The firm connects its phone: QR code, then open",
    steps: (chat) => [
      qrEvent(chat.target, {
        pairingCode: "SIMULATE",
        code: `2@${randomBytes(24).toString("base64")}`,
        base64: `data:image/png;base64,${PIXEL}`,
      }),
      connection(chat, "connecting", 200),
      connection(chat, "open", 200),
    ],
  },
  {
    id: "qr-limit",
    title: "Nobody scans the QR code",
    steps: ({ target }) => closing(qrLimitEvents(target)),
  },
  {
    id: "removed",
    title: "The instance is removed at the gateway",
    steps: (chat) => [{ event: "remove.instance", data: null }, connection(chat, "close", 401)],
  },
  {
    id: "call",
    title: "A client calls on WhatsApp",
    steps: ({ input }) => [
      {
        event: "call",
        data: {
          id: randomBytes(16).toString("hex").toUpperCase(),
          from: jidOf(input.from),
          status: "offer",
          isVideo: false,
          date: new Date().toISOString(),
        },
      },
    ],
  },
];

function plan({ memory, target, input }: Chat, steps: Step[]): PlannedDelivery[] {
  const instance = instanceOf(target);
  const happen = (state: ConnectionState) => {
    memory.connect(instance, state);
    if (state === "open") memory.join(instance, jidOf(input.to));
  };
  return steps.map(({ event, detail, data, state }, index) =>
    planGatewayEvent({
      event,
      ...(detail === undefined ? {} : { detail }),
      data,
      sender: jidOf(input.to),
      afterMs: index * STEP_MS,
      ...(state === undefined ? {} : { happened: () => happen(state) }),
    }),
  );
}

/** What happens to the firm's connection with WhatsApp. */
export function instanceScenes(memory: GatewayMemory): Scene[] {
  return SCENES.map(({ id, title, steps }) => ({
    id,
    title,
    play: (input, target) => {
      const chat = { memory, input, target };
      return plan(chat, steps(chat));
    },
  }));
}
