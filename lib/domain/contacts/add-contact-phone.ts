import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { captureConsentsOf } from "@/lib/domain/consents/capture-consents-of";
import { lockPeople } from "@/lib/domain/contact-gate/lock-person";
import { adoptNumber, lockNumber } from "./adopt-number";
import type { addContactPhoneInput } from "./contacts.schema";
import { requirePhone } from "./require-phone";

/**
 * Adds a number to a contact; one that the contact has already is left as it is. What was
 * written from the number while nobody knew it is the contact's from now on, unless several people share it.
 * @throws AppError `not_found`, `invalid_input`
 */
export async function addContactPhone(
  tx: TenantTx,
  input: z.output<typeof addContactPhoneInput>,
): Promise<{ e164: string }> {
  const e164 = requirePhone(input.phone);
  await lockNumber(tx, e164);
  await lockPeople(tx, { addresses: [e164], contactId: input.contactId });
  const [contact] = await tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(eq(contacts.id, input.contactId))
    .for("no key update");
  if (!contact) throw new AppError("not_found", "There is no such contact");
  const existing = await tx
    .select({ id: contactPhones.id })
    .from(contactPhones)
    .where(eq(contactPhones.contactId, input.contactId))
    .limit(1);
  await tx
    .insert(contactPhones)
    .values({ contactId: input.contactId, e164, label: input.label, isPrimary: existing.length === 0 })
    .onConflictDoNothing();
  await captureConsentsOf(tx, { contactId: input.contactId, e164 });
  await adoptNumber(tx, e164);
  return { e164 };
}
