import "server-only";
import { asc, isNull } from "drizzle-orm";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";

const MOST = 500;

/** Everybody who works at the firm now, by name; who gave none is called by their e-mail address. */
export async function listColleagues(tx: TenantTx): Promise<{ userId: string; name: string }[]> {
  const rows = await tx
    .select({
      userId: memberships.userId,
      firstName: memberships.firstName,
      lastName: memberships.lastName,
      email: memberships.email,
    })
    .from(memberships)
    .where(isNull(memberships.removedAt))
    .orderBy(asc(memberships.firstName), asc(memberships.lastName), asc(memberships.userId))
    .limit(MOST);
  return rows.map(({ userId, firstName, lastName, email }) => ({
    userId,
    name: [firstName, lastName].filter(Boolean).join(" ") || (email ?? userId),
  }));
}
