import "server-only";
import { and, eq } from "drizzle-orm";
import { contactMappings } from "@/db/schema/contact-mappings";
import type { TenantTx } from "@/db/tenant";
import { lockContactNumber } from "@/lib/domain/contact-gate/lock-person";
import { type ExternalContact, provisionalAddress } from "./external-contact";

/**
 * Where a person is reached whom another system names by its id alone: the number that it has for them, or a provisional
 * address until it tells one (see recordExternalContact). Holds the id's place, so that neither misses the other.
 */
export async function findExternalAddress(tx: TenantTx, contact: ExternalContact): Promise<string> {
  const address = provisionalAddress(contact);
  await lockContactNumber(tx, address);
  const [row] = await tx
    .select({ e164: contactMappings.e164 })
    .from(contactMappings)
    .where(
      and(
        eq(contactMappings.provider, contact.provider),
        eq(contactMappings.account, contact.account),
        eq(contactMappings.externalId, contact.externalId),
      ),
    );
  return row?.e164 ?? address;
}
