import type { PlannedDelivery, SceneInput, Target } from "@/simulators/senders/sender";
import { ghlContact } from "./ghl-contact";
import { ghlIdOf, newGhlId } from "./ghl-id";
import { ghlLocationOf } from "./ghl-location";
import type { GhlMemory, GhlMessage } from "./ghl-memory";
import { planContactEvent } from "./plan-contact-event";
import { planGhlEvent } from "./plan-ghl-event";

type Message = Omit<GhlMessage, "id" | "addedAt">;
type MessagePlan = {
  memory: GhlMemory;
  input: SceneInput;
  target: Target;
  message: Message;
  afterMs?: number;
  at?: Date;
};

/** A message or call of a contact. One that the location does not know yet is created first, as HighLevel does. */
export function planMessage(plan: MessagePlan): PlannedDelivery[] {
  const { memory, input, target } = plan;
  const isKnown = memory.findContact(ghlContact(input, ghlLocationOf(target)).id) !== undefined;
  if (isKnown) return [planMessageEvent(plan)];
  return [
    planContactEvent({ memory, input, target, type: "ContactCreate", afterMs: 0 }),
    planMessageEvent({ ...plan, afterMs: (plan.afterMs ?? 0) + 400 }),
  ];
}

/** The message alone. What it says is kept for HighLevel's own REST interface when it happens. */
export function planMessageEvent({ memory, input, target, message, afterMs = 0, at }: MessagePlan): PlannedDelivery {
  const kept: GhlMessage = { ...message, id: newGhlId(), addedAt: at ?? new Date(Date.now() + afterMs) };
  return planGhlEvent({
    type: message.direction === "inbound" ? "InboundMessage" : "OutboundMessage",
    label: `${message.direction === "inbound" ? "InboundMessage" : "OutboundMessage"} ${message.messageType}`,
    afterMs,
    ...(at === undefined ? {} : { at }),
    happened: () => {
      const locationId = ghlLocationOf(target);
      const { id: contactId, name: contactName, phone } = ghlContact(input, locationId);
      const id = conversationIdOf(locationId, contactId);
      memory.keepMessage({ id, locationId, contactId, contactName, phone }, kept);
    },
    content: (locationId) => {
      const contactId = ghlContact(input, locationId).id;
      return { contactId, conversationId: conversationIdOf(locationId, contactId), ...writeMessage(kept) };
    },
  });
}

/** A contact's one conversation. */
export function conversationIdOf(locationId: string, contactId: string): string {
  return ghlIdOf("conversation", locationId, contactId);
}

function writeMessage(message: GhlMessage): Record<string, unknown> {
  const isCall = message.messageType === "CALL";
  return {
    messageId: message.id,
    messageType: message.messageType,
    direction: message.direction,
    ...(isCall ? {} : { contentType: "text/plain", body: message.body }),
    ...(message.direction === "outbound" ? { source: "app" } : {}),
    attachments: message.attachments,
    status: message.status,
    ...(isCall && message.durationSeconds !== null
      ? { callDuration: message.durationSeconds, callStatus: message.status }
      : {}),
    dateAdded: message.addedAt.toISOString(),
  };
}
