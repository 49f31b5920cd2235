import "server-only";
import { lte, sql } from "drizzle-orm";
import { contactMappings } from "@/db/schema/contact-mappings";
import type { TenantTx } from "@/db/tenant";
import { matchCaller } from "@/lib/domain/calls/match-caller";
import { lockContactNumber } from "@/lib/domain/contact-gate/lock-person";
import { placeMessages } from "@/lib/domain/messages/place-messages";
import { type ExternalContact, provisionalAddress } from "./external-contact";

export type ExternalContactInput = ExternalContact & {
  eventId: string | null;
  /** Null when it tells no number; the one that is known stays. */
  e164: string | null;
  displayName: string | null;
  /** By the other system's clock. */
  statedAt: Date;
};

/**
 * Keeps what another system says of one of its contacts; by its own clock the last statement stands, in whatever order they
 * arrive. Messages that waited for the number are placed first. Gives the firm's own contact with that number.
 */
export async function recordExternalContact(
  tx: TenantTx,
  told: ExternalContactInput,
): Promise<{ contactId: string | null }> {
  const { provider, account, externalId, eventId, e164, displayName, statedAt } = told;
  const address = provisionalAddress(told);
  await lockContactNumber(tx, address);
  if (e164 !== null) await placeMessages(tx, { address, e164, provider, eventId });
  const person = e164 === null ? null : await matchCaller(tx, e164);
  const contactId = person !== null && "contact" in person ? person.contact.id : null;
  const known = { contactId, e164, displayName, statedAt };
  await tx
    .insert(contactMappings)
    .values({ provider, account, externalId, ...known })
    .onConflictDoUpdate({
      target: [contactMappings.tenantId, contactMappings.provider, contactMappings.account, contactMappings.externalId],
      set: {
        contactId: sql`case when excluded.e164 is null then ${contactMappings.contactId} else excluded.contact_id end`,
        e164: sql`coalesce(excluded.e164, ${contactMappings.e164})`,
        displayName: sql`coalesce(excluded.display_name, ${contactMappings.displayName})`,
        statedAt,
        updatedAt: new Date(),
      },
      setWhere: lte(contactMappings.statedAt, statedAt),
    });
  return { contactId };
}
