import "server-only";
import { and, desc, eq, gte } from "drizzle-orm";
import { contacts } from "@/db/schema/contacts";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { classifyOptOutText } from "@/lib/domain/compliance/classify-opt-out-text";
import type { MessageChannel } from "@/lib/domain/messages/message-input";
import { captureConsentByMessage } from "./capture-consent-by-message";
import { captureFormConsents } from "./capture-form-consents";

const CHANNELS: readonly MessageChannel[] = ["sms", "whatsapp"];
const MAX_LOOKED_AT = 50;

/**
 * Brings into the ledger what somebody agreed to before the firm had them as a contact, now that a number is theirs: that
 * they wrote first, on each channel, and what they agreed to in a form that became a lead.
 */
export async function captureConsentsOf(tx: TenantTx, person: { contactId: string; e164: string }): Promise<void> {
  const [contact] = await tx
    .select({ language: contacts.preferredLanguage })
    .from(contacts)
    .where(eq(contacts.id, person.contactId));
  if (!contact) return;
  for (const channel of CHANNELS) {
    const written = await lastEnquiry(tx, person.e164, channel);
    if (written === null) continue;
    const given = { ...person, channel, level: "implied", words: null, language: contact.language } as const;
    await captureConsentByMessage(tx, { ...given, messageId: written.id, at: written.sentAt });
  }
  await captureFormConsents(tx, { ...person, language: contact.language });
}

/** The newest message of theirs that is no keyword alone. */
async function lastEnquiry(tx: TenantTx, e164: string, channel: MessageChannel) {
  const written = await tx
    .select({ id: messages.id, body: messages.body, sentAt: messages.sentAt })
    .from(messages)
    .where(
      and(
        eq(messages.clientAddress, e164),
        eq(messages.channel, channel),
        eq(messages.direction, "inbound"),
        gte(messages.stateRank, 0),
      ),
    )
    .orderBy(desc(messages.sentAt), desc(messages.id))
    .limit(MAX_LOOKED_AT);
  return written.find(({ body }) => classifyOptOutText(body).kind === "none") ?? null;
}
