import "server-only";
import { eq, inArray } from "drizzle-orm";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";

export type NumberOwner = { contactId: string; firstName: string; lastName: string };

/** The contacts behind numbers, where exactly one has it. */
export async function ownersOf(tx: TenantTx, numbers: readonly string[]): Promise<ReadonlyMap<string, NumberOwner>> {
  const asked = [...new Set(numbers)];
  if (asked.length === 0) return new Map();
  const rows = await tx
    .select({
      e164: contactPhones.e164,
      contactId: contacts.id,
      firstName: contacts.firstName,
      lastName: contacts.lastName,
    })
    .from(contactPhones)
    .innerJoin(contacts, eq(contacts.id, contactPhones.contactId))
    .where(inArray(contactPhones.e164, asked));
  const owners = new Map<string, NumberOwner>();
  const shared = new Set<string>();
  for (const { e164, ...owner } of rows) {
    if (owners.has(e164)) shared.add(e164);
    owners.set(e164, owner);
  }
  for (const e164 of shared) owners.delete(e164);
  return owners;
}
