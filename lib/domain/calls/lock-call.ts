import "server-only";
import { and, eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import type { TenantTx } from "@/db/tenant";
import { lockPerson } from "@/lib/domain/contact-gate/lock-person";

export type LockedCall = typeof callLogs.$inferSelect;

/**
 * Locks what a webhook may change of a call, before the first audited write takes the firm's chain: the person (where an
 * opt-out may come of it, see recordOptOut), the call, its open proposals. Another order here, or a lock after a write,
 * would let two transactions wait for each other.
 */
export async function lockCall(
  tx: TenantTx,
  wanted: { callId: string; withNumber: boolean },
): Promise<LockedCall | undefined> {
  if (wanted.withNumber) {
    const [known] = await tx
      .select({ number: callLogs.clientNumber })
      .from(callLogs)
      .where(eq(callLogs.id, wanted.callId));
    if (known) await lockPerson(tx, { address: known.number });
  }
  const [call] = await tx.select().from(callLogs).where(eq(callLogs.id, wanted.callId)).for("update");
  await tx
    .select({ id: caseDetailProposals.id })
    .from(caseDetailProposals)
    .where(and(eq(caseDetailProposals.callId, wanted.callId), eq(caseDetailProposals.status, "pending")))
    .orderBy(caseDetailProposals.id)
    .for("update");
  return call;
}
