import "server-only";
import { leadMetadata } from "@/db/schema/lead-metadata";
import type { TenantTx } from "@/db/tenant";
import { matchCaller } from "@/lib/domain/calls/match-caller";
import { captureFormConsents, FORM_CONSENT_KEY } from "./capture-form-consents";
import type { FormConsent } from "./form-consent.schema";
import { hashWording } from "./hash-wording";

/**
 * Keeps an agreement that came with a lead, once for each wording and time: beside the lead until the person is a contact of the
 * firm, and in the ledger at once when they are one already.
 */
export async function keepFormConsent(
  tx: TenantTx,
  lead: { leadId: string; phone: string | null; receivedAt: Date; consent: FormConsent },
): Promise<void> {
  const { leadId, phone, receivedAt, consent } = lead;
  const told = consent.givenAt ? new Date(consent.givenAt) : receivedAt;
  const givenAt = (told < receivedAt ? told : receivedAt).toISOString();
  const kept = JSON.stringify({ ...consent, givenAt });
  const key = `${FORM_CONSENT_KEY}${hashWording(consent.wording).slice(0, 12)}:${givenAt}`;
  await tx
    .insert(leadMetadata)
    .values({ leadId, key, value: kept })
    .onConflictDoNothing({ target: [leadMetadata.tenantId, leadMetadata.leadId, leadMetadata.key] });
  if (phone === null) return;
  const person = await matchCaller(tx, phone);
  if (person.kind !== "contact") return;
  const { id: contactId, preferredLanguage: language } = person.contact;
  await captureFormConsents(tx, { contactId, e164: phone, language });
}
