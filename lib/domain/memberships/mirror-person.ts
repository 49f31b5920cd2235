import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";

export type PersonName = { firstName: string | null; lastName: string | null; email: string | null };

/** Takes over how a person is called, as of `changedAt`, in the transaction's firm. An older name changes nothing. */
export async function mirrorPerson(tx: TenantTx, userId: string, name: PersonName, changedAt: Date): Promise<void> {
  await tx
    .update(memberships)
    .set({ ...name, profileUpdatedAt: changedAt, updatedAt: new Date() })
    .where(
      and(
        eq(memberships.userId, userId),
        sql`(${memberships.profileUpdatedAt} is null or ${memberships.profileUpdatedAt} <= ${changedAt.toISOString()}::timestamptz)`,
      ),
    );
}
