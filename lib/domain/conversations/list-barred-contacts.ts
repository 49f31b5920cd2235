import "server-only";
import { and, eq, inArray, notExists, sql } from "drizzle-orm";
import { caseMembers } from "@/db/schema/case-members";
import { contactWalls } from "@/db/schema/contact-walls";
import type { TenantTx } from "@/db/tenant";

/** Those of the contacts whose conversations a person of the firm may not see: a restricted case without them stands before. */
export async function listBarredContacts(
  tx: TenantTx,
  userId: string,
  contactIds: readonly (string | null)[],
): Promise<Set<string>> {
  const asked = contactIds.filter((id) => id !== null);
  if (asked.length === 0) return new Set();
  const inside = tx
    .select({ one: sql`1` })
    .from(caseMembers)
    .where(
      and(
        eq(caseMembers.tenantId, contactWalls.tenantId),
        eq(caseMembers.caseId, contactWalls.caseId),
        eq(caseMembers.userId, userId),
      ),
    );
  const rows = await tx
    .selectDistinct({ contactId: contactWalls.contactId })
    .from(contactWalls)
    .where(and(inArray(contactWalls.contactId, asked), notExists(inside)));
  return new Set(rows.map(({ contactId }) => contactId));
}
