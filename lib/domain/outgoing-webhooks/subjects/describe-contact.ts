import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { contactEmails } from "@/db/schema/contact-emails";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import type { EventData } from "../event-data";
import { deskUrl } from "./desk-url";

/** A contact for its receivers, with the first number and address, and without notes and date of birth. */
export async function describeContact(tx: TenantTx, contactId: string): Promise<EventData["contact.created"] | null> {
  const [row] = await tx
    .select({
      id: contacts.id,
      firstName: contacts.firstName,
      lastName: contacts.lastName,
      email: contactEmails.email,
      phone: contactPhones.e164,
      preferredLanguage: contacts.preferredLanguage,
      addressState: contacts.addressState,
      createdAt: contacts.createdAt,
    })
    .from(contacts)
    .leftJoin(
      contactPhones,
      and(eq(contactPhones.tenantId, contacts.tenantId), eq(contactPhones.contactId, contacts.id)),
    )
    .leftJoin(
      contactEmails,
      and(eq(contactEmails.tenantId, contacts.tenantId), eq(contactEmails.contactId, contacts.id)),
    )
    .where(eq(contacts.id, contactId))
    .orderBy(desc(contactPhones.isPrimary), desc(contactEmails.isPrimary))
    .limit(1);
  if (!row) return null;
  return { contact: { ...row, createdAt: row.createdAt.toISOString(), url: deskUrl(`/desk/contacts/${contactId}`) } };
}
