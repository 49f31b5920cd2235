import { randomBytes } from "node:crypto";
import type { PlannedDelivery, Scene } from "../senders/sender";
import type { ConnectionState, GatewayMemory } from "./gateway-memory";
import { instanceOf, jidOf } from "./instance";
import { planGatewayEvent } from "./plan-gateway-event";
import type { Chat } from "./plan-message";

const STEP_MS = 1_000;
/** One pixel: nobody can sign in with it. */
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

type Step = { event: string; detail?: string; data: unknown; state?: ConnectionState };
type InstanceScene = { id: string; title: string; steps: (chat: Chat) => Step[] };

function connection({ target, input }: Chat, state: ConnectionState | "refused", statusReason: number): Step {
  const owner =
    state === "open" ? { wuid: jidOf(input.to), profileName: target.firmName, profilePictureUrl: null } : {};
  const data = { instance: instanceOf(target), state, statusReason, ...owner };
  return { event: "connection.update", detail: state, data, ...(state === "refused" ? {} : { state }) };
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
    steps: (chat) => [
      {
        event: "status.instance",
        data: {
          instance: instanceOf(chat.target),
          status: "closed",
          disconnectionAt: new Date().toISOString(),
          disconnectionReasonCode: 401,
          disconnectionObject: JSON.stringify({ error: { data: { reason: "401" } } }),
        },
      },
      { event: "logout.instance", data: null },
      connection(chat, "close", 401),
    ],
  },
  {
    id: "connect",
    title: "The firm connects its phone: QR code, then open",
    steps: (chat) => [
      {
        event: "qrcode.updated",
        data: {
          qrcode: {
            instance: instanceOf(chat.target),
            pairingCode: "SIMU-LATE",
            code: `2@${randomBytes(24).toString("base64")}`,
            base64: `data:image/png;base64,${PIXEL}`,
          },
        },
      },
      connection(chat, "connecting", 200),
      connection(chat, "open", 200),
    ],
  },
  {
    id: "qr-limit",
    title: "Nobody scans the QR code",
    steps: (chat) => [
      {
        event: "qrcode.updated",
        data: { message: "QR code limit reached, please login again", statusCode: 408 },
      },
      connection(chat, "refused", 408),
    ],
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

function plan(chat: Chat, steps: Step[]): PlannedDelivery[] {
  const instance = instanceOf(chat.target);
  return steps.map(({ event, detail, data, state }, index) =>
    planGatewayEvent({
      event,
      ...(detail === undefined ? {} : { detail }),
      data,
      sender: jidOf(chat.input.to),
      afterMs: index * STEP_MS,
      ...(state === undefined ? {} : { happened: () => chat.memory.connect(instance, state) }),
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
