import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";

/** Ends a person's membership in the transaction's firm: the account itself is gone, and its id never comes back. */
export async function removePerson(tx: TenantTx, userId: string, removedAt: Date): Promise<void> {
  await tx
    .update(memberships)
    .set({ removedAt, remoteUpdatedAt: removedAt, updatedAt: new Date() })
    .where(and(eq(memberships.userId, userId), isNull(memberships.removedAt)));
}
