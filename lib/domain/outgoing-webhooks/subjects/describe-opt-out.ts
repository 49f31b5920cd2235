import "server-only";
import { eq } from "drizzle-orm";
import { contactPhones } from "@/db/schema/contact-phones";
import { optoutEvents } from "@/db/schema/optout-events";
import type { TenantTx } from "@/db/tenant";
import type { EventData } from "../event-data";
import { deskUrl } from "./desk-url";

/** An opt-out for its receivers, without the person's words. */
export async function describeOptOut(tx: TenantTx, eventId: string): Promise<EventData["contact.opted_out"] | null> {
  const [row] = await tx
    .select({
      id: optoutEvents.id,
      phone: optoutEvents.e164,
      channel: optoutEvents.channel,
      source: optoutEvents.source,
      occurredAt: optoutEvents.occurredAt,
    })
    .from(optoutEvents)
    .where(eq(optoutEvents.id, eventId));
  if (!row) return null;
  const owners = await tx
    .select({ contactId: contactPhones.contactId })
    .from(contactPhones)
    .where(eq(contactPhones.e164, row.phone))
    .limit(2);
  const contactId = owners.length === 1 ? (owners[0]?.contactId ?? null) : null;
  const url = contactId === null ? null : deskUrl(`/desk/contacts/${contactId}`);
  return { optOut: { ...row, occurredAt: row.occurredAt.toISOString(), contactId, url } };
}
