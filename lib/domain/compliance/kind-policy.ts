import "server-only";
import type { ConsentFact, ContactChannel, ContactKind, ContactPurpose, OptOutFact } from "./gate-facts";

export type ConsentNeed = {
  channel: ContactChannel;
  level: ConsentFact["level"];
  purpose: ConsentFact["purpose"];
};

/** What differs between the kinds of contact: the channel of the consent that each needs, and of the opt-out that stops it. */
export const KIND_POLICY: Record<ContactKind, { channel: ContactChannel; optOutChannel: OptOutFact["channel"] }> = {
  ai_call: { channel: "voice_ai", optOutChannel: "voice" },
};

/**
 * The consent that a contact needs: written for marketing, express for information (47 CFR 64.1200(a)(1)-(3); FCC 24-17
 * counts an AI voice as artificial). Consent to information never covers marketing, nor the other way round.
 */
export function consentNeed(kind: ContactKind, purpose: ContactPurpose): ConsentNeed {
  const { channel } = KIND_POLICY[kind];
  return purpose === "marketing"
    ? { channel, level: "express_written", purpose: "marketing" }
    : { channel, level: "express", purpose: "informational" };
}
