import "server-only";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { consents } from "@/db/schema/consents";
import { contactPhones } from "@/db/schema/contact-phones";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { recordConsentInput } from "./consents.schema";

/**
 * Adds an agreement to the ledger, for the number that stands under the contact's phone now.
 * @throws AppError `not_found` when the phone is not one of this contact's; `invalid_input` for a time to come
 */
export async function recordConsent(
  tx: TenantTx,
  input: z.output<typeof recordConsentInput> & { userId: string | null; now: Date },
): Promise<{ consentId: string }> {
  const { contactPhoneId, userId, now, ...consent } = input;
  if (consent.capturedAt > now) throw new AppError("invalid_input", "A consent cannot be given in the future");
  const [phone] = await tx
    .select({ e164: contactPhones.e164 })
    .from(contactPhones)
    .where(and(eq(contactPhones.id, contactPhoneId), eq(contactPhones.contactId, consent.contactId)));
  if (!phone) throw new AppError("not_found", "There is no such phone number");
  const [row] = await tx
    .insert(consents)
    .values({ ...consent, e164: phone.e164, capturedByUserId: userId })
    .returning({ id: consents.id });
  if (!row) throw new Error("the consent was not stored");
  return { consentId: row.id };
}
