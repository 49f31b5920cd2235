import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";

const MOST = 3;

/** Names of the first administrators of the firm: whom to ask for a right. */
export async function listAdministrators(tx: TenantTx): Promise<string[]> {
  const rows = await tx
    .select({ firstName: memberships.firstName, lastName: memberships.lastName, email: memberships.email })
    .from(memberships)
    .where(and(eq(memberships.role, "org:admin"), isNull(memberships.removedAt)))
    .orderBy(asc(memberships.createdAt))
    .limit(MOST);
  return rows
    .map((row) => [row.firstName, row.lastName].filter(Boolean).join(" ") || (row.email ?? ""))
    .filter((name) => name !== "");
}
