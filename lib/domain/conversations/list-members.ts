import "server-only";
import { and, inArray, isNull } from "drizzle-orm";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";

/** Those of the user ids that belong to the firm now. */
export async function listMembers(tx: TenantTx, userIds: readonly string[]): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(inArray(memberships.userId, [...userIds]), isNull(memberships.removedAt)));
  return new Set(rows.map(({ userId }) => userId));
}
