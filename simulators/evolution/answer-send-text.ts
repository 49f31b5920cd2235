import { z } from "zod";
import type { GatewayCall } from "./answer-gateway";
import { tell } from "./answer-instances";
import { jidOf } from "./instance";
import { planAck } from "./plan-ack";
import { planGatewayEvent } from "./plan-gateway-event";
import { refuse } from "./refuse";
import { keyWith, type MessageKey, newMessageId, writeMessage } from "./whatsapp-message";

const sendBody = z.looseObject({ number: z.string().min(3).max(60), text: z.string().min(1).max(65_536) });

/** Numbers that end so behave so: by them a refusal and a failure can be tried. */
const NOT_ON_WHATSAPP = /0404(@|$)/;
const NEVER_DELIVERED = /0405(@|$)/;
const FAILING = /0406(@|$)/;

/** As the WHATSAPP-BUSINESS channel calls them; it tells them as if the client had sent the message. */
const BUSINESS_STATUSES: Record<string, string> = { SERVER_ACK: "SENT", DELIVERY_ACK: "DELIVERED", ERROR: "FAILED" };
const WINDOW_SECONDS = 24 * 3_600;

const ACKS = [
  { status: "SERVER_ACK", afterMs: 500 },
  { status: "DELIVERY_ACK", afterMs: 1_500 },
  { status: "READ", afterMs: 4_000 },
];

/** `POST /message/sendText/{name}`: the message is PENDING, told as `send.message`, and acknowledged one by one. */
export function answerSendText(call: GatewayCall): Response {
  const { memory, instance, body } = call;
  const parsed = sendBody.safeParse(body);
  if (!parsed.success) return refuse(400, "Bad Request", [['instance requires property "text"']]);
  const { number, text } = parsed.data;
  if (memory.connection(instance.name) !== "open") return refuse(400, "Bad Request", ["Error: Connection Closed"]);
  const key = keyOf(number);
  if (NOT_ON_WHATSAPP.test(number)) {
    return refuse(400, "Bad Request", [{ jid: key.remoteJid, exists: false, number }]);
  }
  const isBusiness = instance.phoneNumberId !== null;
  // The gateway gives on what Meta says as if the message had been made.
  if (isBusiness && !isWindowOpen(call, key)) {
    const message = "(#131047) Re-engagement message";
    const details = "Message failed to send because more than 24 hours have passed since the customer last replied.";
    const error = { message, type: "OAuthException", code: 131_047, error_data: { details } };
    return Response.json(error, { status: 201 });
  }
  const message = writeMessage({
    instance: instance.name,
    key,
    pushName: "",
    message: { conversation: text },
    status: "PENDING",
  });
  memory.add(instance.name, message);
  tell(call, "The desk sends a message", (target) => [
    planGatewayEvent({ event: "send.message", data: message, sender: memory.owner(instance.name) ?? undefined }),
    ...acksOf(number).map(({ status, afterMs }) =>
      planAck({
        memory,
        target,
        key: isBusiness ? { ...key, fromMe: false } : key,
        status: isBusiness ? (BUSINESS_STATUSES[status] ?? status) : status,
        afterMs,
      }),
    ),
  ]);
  return Response.json(message, { status: 201 });
}

/** Meta takes free text within 24 hours of the person's last message. */
function isWindowOpen({ memory, instance }: GatewayCall, { remoteJid }: MessageKey): boolean {
  const since = Date.now() / 1_000 - WINDOW_SECONDS;
  return memory
    .messages(instance.name)
    .some(({ key, messageTimestamp }) => !key.fromMe && key.remoteJid === remoteJid && messageTimestamp > since);
}

function acksOf(number: string) {
  if (FAILING.test(number)) return [{ status: "ERROR", afterMs: 500 }];
  return NEVER_DELIVERED.test(number) ? ACKS.slice(0, 1) : ACKS;
}

/** A person whose number is hidden is written to by WhatsApp's own id. */
function keyOf(number: string): MessageKey {
  if (!number.includes("@")) return keyWith(number, true);
  return {
    remoteJid: number.endsWith("@c.us") ? jidOf(number) : number,
    fromMe: true,
    id: newMessageId(),
    participant: "",
    addressingMode: number.endsWith("lid") ? "lid" : "pn",
  };
}
