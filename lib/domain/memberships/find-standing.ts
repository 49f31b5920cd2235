import "server-only";
import { and, eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";

export type Standing = {
  firm: {
    name: string;
    timeZone: string;
    state: string | null;
    locale: "en" | "es";
    suspendedAt: Date | null;
    deletedAt: Date | null;
  };
  /** The mirrored membership; null as long as the mirror has not brought it. */
  membership: { role: string; removedAt: Date | null } | null;
};

/** How the transaction's firm stands and what `userId` is in it; null as long as the mirror has not brought the firm. */
export async function findStanding(tx: TenantTx, userId: string): Promise<Standing | null> {
  const [row] = await tx
    .select({
      firm: {
        name: firms.name,
        timeZone: firms.timeZone,
        state: firms.state,
        locale: firms.locale,
        suspendedAt: firms.suspendedAt,
        deletedAt: firms.deletedAt,
      },
      membership: { role: memberships.role, removedAt: memberships.removedAt },
    })
    .from(firms)
    .leftJoin(memberships, and(eq(memberships.tenantId, firms.tenantId), eq(memberships.userId, userId)));
  return row ?? null;
}
