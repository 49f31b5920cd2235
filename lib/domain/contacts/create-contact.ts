import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { contactEmails } from "@/db/schema/contact-emails";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import { captureConsentsOf } from "@/lib/domain/consents/capture-consents-of";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";
import { adoptNumber, lockNumber } from "./adopt-number";
import type { contactInput } from "./contacts.schema";
import { requirePhone } from "./require-phone";

/**
 * Adds a contact to the firm. What the number's owner wrote while nobody knew them is the contact's from now on.
 * @throws AppError `invalid_input` when the phone number is none
 */
export async function createContact(tx: TenantTx, input: z.output<typeof contactInput>): Promise<{ id: string }> {
  const id = randomUUID();
  const e164 = input.phone ? requirePhone(input.phone) : null;
  if (e164) await lockNumber(tx, e164);
  await tx.insert(contacts).values({
    id,
    firstName: input.firstName,
    lastName: input.lastName,
    preferredLanguage: input.preferredLanguage,
    addressState: input.addressState ?? null,
    notes: input.notes,
  });
  if (e164) await tx.insert(contactPhones).values({ contactId: id, e164, isPrimary: true });
  if (e164) await captureConsentsOf(tx, { contactId: id, e164 });
  if (input.email) await tx.insert(contactEmails).values({ contactId: id, email: input.email, isPrimary: true });
  if (e164) await adoptNumber(tx, e164);
  await publishEvent(tx, { type: "contact.created", subjectId: id });
  return { id };
}
