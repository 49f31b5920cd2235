import "server-only";
import { sql } from "drizzle-orm";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";
import { mirrorPerson, type PersonName } from "./mirror-person";

type MirroredMembership = PersonName & {
  userId: string;
  role: string;
  /** Set when the event says that the person left the firm. */
  removedAt: Date | null;
  changedAt: Date;
};

/**
 * Takes over a membership as it was at `changedAt`. An older event than the one already taken over changes nothing; of
 * two events of one instant the one that removes the person wins.
 */
export async function mirrorMembership(tx: TenantTx, membership: MirroredMembership): Promise<void> {
  const { userId, role, removedAt, changedAt, firstName, lastName, email } = membership;
  const at = sql`${changedAt.toISOString()}::timestamptz`;
  await tx
    .insert(memberships)
    .values({ userId, role, removedAt, remoteUpdatedAt: changedAt })
    .onConflictDoUpdate({
      target: [memberships.tenantId, memberships.userId],
      set: { role, removedAt, remoteUpdatedAt: changedAt, updatedAt: new Date() },
      setWhere: sql`${memberships.remoteUpdatedAt} is null or ${memberships.remoteUpdatedAt} < ${at}
        or (${memberships.remoteUpdatedAt} = ${at} and ${memberships.removedAt} is null)`,
    });
  await mirrorPerson(tx, userId, { firstName, lastName, email }, changedAt);
}
