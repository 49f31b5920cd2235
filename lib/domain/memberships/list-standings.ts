import "server-only";
import { inArray } from "drizzle-orm";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";

/** What each of the people is in the firm, as a text that changes when their role does or they leave. */
export async function listStandings(tx: TenantTx, userIds: readonly string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await tx
    .select({ userId: memberships.userId, role: memberships.role, removedAt: memberships.removedAt })
    .from(memberships)
    .where(inArray(memberships.userId, [...userIds]));
  return new Map(rows.map(({ userId, role, removedAt }) => [userId, removedAt === null ? role : "removed"]));
}
