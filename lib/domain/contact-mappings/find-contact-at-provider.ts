import "server-only";
import { and, desc, eq, or } from "drizzle-orm";
import { contactMappings } from "@/db/schema/contact-mappings";
import type { TenantTx } from "@/db/tenant";

/** The id under which a provider knows a person, by the contact or by the number that it has for them; null when it told none. */
export async function findContactAtProvider(
  tx: TenantTx,
  person: { provider: string; account: string; contactId: string | null; address: string },
): Promise<string | null> {
  const byNumber = eq(contactMappings.e164, person.address);
  const [row] = await tx
    .select({ externalId: contactMappings.externalId })
    .from(contactMappings)
    .where(
      and(
        eq(contactMappings.provider, person.provider),
        eq(contactMappings.account, person.account),
        person.contactId === null ? byNumber : or(byNumber, eq(contactMappings.contactId, person.contactId)),
      ),
    )
    .orderBy(desc(byNumber), desc(contactMappings.statedAt))
    .limit(1);
  return row?.externalId ?? null;
}
