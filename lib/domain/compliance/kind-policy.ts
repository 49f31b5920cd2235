import "server-only";
import { type ContactClass, contactClass } from "./contact-class";
import type { ConsentFact, ContactChannel, ContactKind, GateFacts, OptOutFact } from "./gate-facts";

export type ConsentNeed = {
  channel: ContactChannel;
  level: ConsentFact["level"];
  purpose: ConsentFact["purpose"];
};

/** What differs between the kinds of contact: the channel of the consent that each needs, and of the opt-out that stops it. */
export const KIND_POLICY: Record<ContactKind, { channel: ContactChannel; optOutChannel: OptOutFact["channel"] }> = {
  ai_call: { channel: "voice_ai", optOutChannel: "voice" },
  sms: { channel: "sms", optOutChannel: "sms" },
  whatsapp: { channel: "whatsapp", optOutChannel: "whatsapp" },
};

/**
 * Written for marketing, express for automated information (47 CFR 64.1200(a)(1)-(3); FCC 24-17 counts an AI voice as
 * artificial). One person who writes to another, and the text after a missed call, need no more than that the person turned
 * to the firm on that way first. Null: the person asked for this very message (64.1200(a)(12); FCC 15-72, on-demand texts).
 */
export const CLASS_NEEDS: Record<ContactClass, Pick<ConsentNeed, "level" | "purpose"> | null> = {
  marketing: { level: "express_written", purpose: "marketing" },
  automated_information: { level: "express", purpose: "informational" },
  personal: { level: "implied", purpose: "informational" },
  text_back: { level: "implied", purpose: "informational" },
  confirmation: null,
  help_answer: null,
};

/**
 * The consent that a contact needs, or null where it needs none. Consent to information never covers marketing, nor the
 * other way round.
 */
export function consentNeed(contact: Pick<GateFacts, "kind" | "origin" | "purpose">): ConsentNeed | null {
  const need = CLASS_NEEDS[contactClass(contact)];
  return need && { channel: KIND_POLICY[contact.kind].channel, ...need };
}
