import "server-only";
import { asc } from "drizzle-orm";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";

const MOST = 200;

/** People whom the log may name, removed members included, by name. */
export async function listAuditActors(tx: TenantTx): Promise<{ userId: string; name: string }[]> {
  const rows = await tx
    .select({
      userId: memberships.userId,
      firstName: memberships.firstName,
      lastName: memberships.lastName,
      email: memberships.email,
    })
    .from(memberships)
    .orderBy(asc(memberships.firstName), asc(memberships.lastName))
    .limit(MOST);
  return rows.map((row) => ({
    userId: row.userId,
    name: [row.firstName, row.lastName].filter(Boolean).join(" ") || (row.email ?? row.userId),
  }));
}
