import type { PlannedDelivery, Scene } from "../senders/sender";
import type { GatewayMemory } from "./gateway-memory";
import { instanceOf, jidOf } from "./instance";
import { planAck } from "./plan-ack";
import { planGatewayEvent } from "./plan-gateway-event";
import { type Chat, planMessage } from "./plan-message";
import { keyWith, type MessageKey } from "./whatsapp-message";

const STEP_MS = 1_500;

type UpdateScene = { id: string; title: string; plan: (chat: Chat) => PlannedDelivery[] };

/** A message that the firm sent, then its acks in the given order, as Baileys and the Cloud channel name them. */
function sentWithAcks(chat: Chat, statuses: readonly string[], apiKey?: string): PlannedDelivery[] {
  const key = keyWith(chat.input.from, true);
  const { delivery } = planMessage(chat, { key, message: { conversation: chat.input.text }, status: "PENDING" });
  return [
    delivery,
    ...statuses.map((status, index) => ackOf(chat, { key, status, afterMs: (index + 1) * STEP_MS, apiKey })),
  ];
}

function ackOf(
  { memory, target, input }: Chat,
  ack: { key: MessageKey; status: string; afterMs: number; apiKey?: string | undefined },
) {
  return planAck({ memory, target, sender: jidOf(input.to), ...ack });
}

const SCENES: UpdateScene[] = [
  {
    id: "sent-by-api",
    title: "The firm sends: send.message, the same as messages.upsert, then its acks",
    plan: (chat) => {
      const key = keyWith(chat.input.from, true);
      const message = { conversation: chat.input.text };
      const sent = planMessage(chat, { key, message, status: "PENDING", event: "send.message" });
      const told = planMessage(chat, { key, message, status: "PENDING", afterMs: 500 });
      const acks = ["SERVER_ACK", "DELIVERY_ACK", "READ"].map((status, index) =>
        ackOf(chat, { key, status, afterMs: (index + 1) * STEP_MS }),
      );
      return [sent.delivery, told.delivery, ...acks];
    },
  },
  {
    id: "read",
    title: "The firm's message is delivered and read",
    plan: (chat) => sentWithAcks(chat, ["SERVER_ACK", "DELIVERY_ACK", "READ"]),
  },
  {
    id: "acks-backwards",
    title: "Read first, delivered afterwards",
    plan: (chat) => sentWithAcks(chat, ["READ", "DELIVERY_ACK", "SERVER_ACK"]),
  },
  {
    id: "not-delivered",
    title: "The firm's message cannot be delivered",
    plan: (chat) => sentWithAcks(chat, ["ERROR"]),
  },
  {
    id: "business-acks",
    title: "Acks of the WHATSAPP-BUSINESS channel, with the Meta token in the body",
    plan: (chat) => sentWithAcks(chat, ["SENT", "DELIVERED", "READ"], "EAAGsimulatedMetaToken"),
  },
  {
    id: "edit",
    title: "A client writes, then edits it",
    plan: (chat) => {
      const { key, delivery } = planMessage(chat, { message: { conversation: "My address is 14 Main Street" } });
      const editedMessage = { conversation: chat.input.text };
      const instance = instanceOf(chat.target);
      const edit = planGatewayEvent({
        event: "messages.edited",
        data: { key, type: 14, editedMessage, timestampMs: String(Date.now() + STEP_MS) },
        sender: jidOf(chat.input.to),
        afterMs: STEP_MS,
        happened: () => chat.memory.update(instance, key.id, "EDITED", editedMessage),
      });
      return [delivery, edit];
    },
  },
  {
    id: "delete",
    title: "A client writes, then deletes it",
    plan: (chat) => {
      const { key, delivery } = planMessage(chat, { message: { conversation: chat.input.text } });
      const { remoteJid, fromMe, id } = key;
      const instance = instanceOf(chat.target);
      const deletion = planGatewayEvent({
        event: "messages.delete",
        data: { remoteJid, fromMe, id, status: "DELETED" },
        sender: jidOf(chat.input.to),
        afterMs: STEP_MS,
        happened: () => chat.memory.update(instance, id, "DELETED"),
      });
      return [delivery, deletion];
    },
  },
];

/** What becomes of messages: sent, delivered, read, edited, deleted. */
export function updateScenes(memory: GatewayMemory): Scene[] {
  return SCENES.map(({ id, title, plan }) => ({ id, title, play: (input, target) => plan({ memory, input, target }) }));
}
