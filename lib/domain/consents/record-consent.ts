import "server-only";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { consents } from "@/db/schema/consents";
import { contactPhones } from "@/db/schema/contact-phones";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { recordConsentInput } from "./consents.schema";
import { findEndingStop } from "./find-ending-stop";
import { hashWording } from "./hash-wording";

/**
 * Adds an agreement to the ledger, for the number that stands under the contact's phone now, with the hash of its wording.
 * One from before a stop is kept as ended by it.
 * @throws AppError `not_found` when the phone is not one of this contact's; `invalid_input` for a time to come, or an end
 *   before its beginning
 */
export async function recordConsent(
  tx: TenantTx,
  input: z.output<typeof recordConsentInput> & { userId: string | null; now: Date },
): Promise<{ consentId: string }> {
  const { contactPhoneId, userId, now, ...consent } = input;
  if (consent.capturedAt > now) throw new AppError("invalid_input", "A consent cannot be given in the future");
  if (consent.expiresAt && consent.expiresAt <= consent.capturedAt) {
    throw new AppError("invalid_input", "A consent cannot end before it is given");
  }
  const [phone] = await tx
    .select({ e164: contactPhones.e164 })
    .from(contactPhones)
    .where(and(eq(contactPhones.id, contactPhoneId), eq(contactPhones.contactId, consent.contactId)));
  if (!phone) throw new AppError("not_found", "There is no such phone number");
  const row = {
    ...consent,
    expiresAt: consent.expiresAt ?? null,
    e164: phone.e164,
    wordingSha256: hashWording(consent.wording),
    capturedByUserId: userId,
  };
  const [kept] = await tx
    .insert(consents)
    .values({ ...row, revokedAt: await findEndingStop(tx, row) })
    .returning({ id: consents.id });
  if (!kept) throw new Error("the consent was not stored");
  return { consentId: kept.id };
}
