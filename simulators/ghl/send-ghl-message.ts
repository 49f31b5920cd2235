import type { ApiRequest, PlannedDelivery, Target } from "../senders/sender";
import { type Fate, fateOf } from "../senders/simulated-fate";
import { ghlAnswer, ghlRefusal } from "./ghl-answers";
import { newGhlId } from "./ghl-id";
import { ghlLocationOf } from "./ghl-location";
import type { GhlKnownContact, GhlMemory, GhlMessage } from "./ghl-memory";
import { type GhlOrder, ghlOrder } from "./ghl-order";
import { planGhlEvent } from "./plan-ghl-event";
import { conversationIdOf } from "./plan-message-event";

type Sending = { memory: GhlMemory; target: Target; contact: GhlKnownContact; tell: ApiRequest["tell"] };
type Step = { status: string; afterMs: number; error?: { code: string; type: string; message: string } };

const SENT: Step = { status: "sent", afterMs: 300 };
const ERRORS = {
  filtered: { code: "30007", type: "carrier", message: "Message filtered" },
  unreachable: { code: "30003", type: "carrier", message: "Unreachable destination handset" },
  unregistered: { code: "30034", type: "saas", message: "Message from an Unregistered Number" },
} as const;

const REFUSED = {
  invalid: "Invalid phone number for the contact",
  region: "Sending to this country is not enabled",
  "opted-out": "Contact has unsubscribed from messages",
  "not-mobile": "The number is a landline",
  "do-not-disturb": "Cannot send message as DND is active for SMS.",
} as const;

/**
 * `POST /conversations/messages`: the contact's marks and number are asked first, then the message is pending and comes
 * back as `OutboundMessage`, once for each state, as every message of a location does (providers-crm A.7).
 */
export function sendGhlMessage(body: unknown, { memory, target, contact, tell }: Sending): Response {
  const order = ghlOrder.safeParse(body).data;
  if (order === undefined) return ghlRefusal(422, ["message should not be empty"], "Unprocessable Entity");
  const to = order.toNumber ?? contact.phone;
  const fate = fateOf(to);
  if (isMarked(contact, order.type)) return ghlRefusal(400, `Cannot send message as DND is active for ${order.type}.`);
  if (fate.kind === "refused") return ghlRefusal(400, REFUSED[fate.why]);
  const conversationId = conversationIdOf(contact.locationId, contact.id);
  const message = newMessage(order);
  const place = { id: conversationId, locationId: ghlLocationOf(target), contactId: contact.id };
  const conversation = { ...place, contactName: contact.name, phone: to };
  memory.keepMessage(conversation, message);
  const keep = (status: string) => memory.keepMessage(conversation, { ...message, status });
  const deliveries = stepsOf(fate).map((step) => planState(step, { ...place, message, keep }));
  tell(target, "The desk sends a text", deliveries);
  return ghlAnswer(201, {
    conversationId,
    messageId: message.id,
    msg: "Message queued successfully.",
    status: "pending",
  });
}

function isMarked({ dnd, dndSettings }: GhlKnownContact, type: GhlOrder["type"]): boolean {
  const status = dndSettings[type]?.status;
  return status === undefined ? dnd && Object.keys(dndSettings).length === 0 : status !== "inactive";
}

function newMessage({ type, message }: GhlOrder): GhlMessage {
  return {
    id: newGhlId(),
    messageType: type === "SMS" ? "SMS" : "WHATSAPP",
    direction: "outbound",
    body: message,
    status: "pending",
    attachments: [],
    durationSeconds: null,
    addedAt: new Date(),
  };
}

function stepsOf(fate: Fate): Step[] {
  if (fate.kind === "silent") return [];
  if (fate.kind === "failed") return [SENT, { status: "failed", afterMs: 1_200, error: ERRORS[fate.why] }];
  return [SENT, { status: "delivered", afterMs: 1_200 }];
}

type Told = { id: string; contactId: string; message: GhlMessage; keep: (status: string) => void };

// How a failure's reason comes is not documented for webhooks: here as the status interface has it (A.4).
function planState({ status, afterMs, error }: Step, { id, contactId, message, keep }: Told): PlannedDelivery {
  return planGhlEvent({
    type: "OutboundMessage",
    label: `OutboundMessage ${status}`,
    afterMs,
    happened: () => keep(status),
    content: () => ({
      contactId,
      conversationId: id,
      messageId: message.id,
      messageType: message.messageType === "SMS" ? "SMS" : "WhatsApp",
      direction: "outbound",
      contentType: "text/plain",
      body: message.body,
      source: "app",
      attachments: [],
      status,
      ...(error === undefined ? {} : { error }),
      dateAdded: message.addedAt.toISOString(),
    }),
  });
}
