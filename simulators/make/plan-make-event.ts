import { randomUUID } from "node:crypto";
import { planEvent } from "../senders/proofs/plan-event";
import type { PlannedDelivery } from "../senders/sender";

/** What a scenario has gathered; the keys are always all there, null where it knows nothing. */
export type MakeFacts = {
  externalId: string;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  email: string | null;
  language: "en" | "es" | null;
  text: string | null;
};

/**
 * Plans what a Make scenario's HTTP module sends. The contract is the desk's own:
 * `{id, type, timestamp, data: {externalId, firstName, lastName, phone, email, language, text, occurredAt}}` with `type`
 * `lead.created`, `message.received` or `contact.optout`. `externalId` is the source's id of the lead, message or contact;
 * every other field may be null; `phone` is E.164, `language` `en` or `es`. `occurredAt` is when it happened at the source.
 */
export function planMakeEvent(type: string, facts: MakeFacts, afterMs = 0): PlannedDelivery {
  const occurredAt = new Date(Date.now() + afterMs);
  return planEvent({
    event: { type, occurredAt, data: { ...facts, occurredAt: occurredAt.toISOString() } },
    afterMs,
    userAgent: "Make/production",
  });
}

/** An id as a form or a CRM behind the scenario would give it. */
export function newExternalId(kind: "lead" | "message" | "contact"): string {
  return `${kind}-${randomUUID().slice(0, 8)}`;
}
