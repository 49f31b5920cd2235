import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { updateContactInput } from "./contacts.schema";

/**
 * Changes a contact's own properties.
 * @throws AppError `not_found`
 */
export async function updateContact(tx: TenantTx, input: z.output<typeof updateContactInput>): Promise<void> {
  const changed = await tx
    .update(contacts)
    .set({
      firstName: input.firstName,
      lastName: input.lastName,
      preferredLanguage: input.preferredLanguage,
      addressState: input.addressState ?? null,
      notes: input.notes,
      updatedAt: new Date(),
    })
    .where(eq(contacts.id, input.contactId))
    .returning({ id: contacts.id });
  if (changed.length === 0) throw new AppError("not_found", "There is no such contact");
}
