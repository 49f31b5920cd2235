import "server-only";
import { and, asc, eq, or } from "drizzle-orm";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import { cases } from "@/db/schema/cases";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";

export type LockedProposal = typeof caseDetailProposals.$inferSelect & {
  /** Others that are open for the same field of the case, locked as well. */
  rivalIds: string[];
};

/**
 * A proposal, locked after its case: two people who decide about fields of one case at once go one after the other, and a webhook that adds
 * to the case need not wait for them. All that deciding about it may write is locked here, before the first audited write: a
 * webhook holds the open proposals of its call while it waits for the audit chain.
 * @throws AppError `not_found` for an unknown or foreign proposal, or one behind a wall
 */
export async function lockProposal(tx: TenantTx, id: string): Promise<LockedProposal> {
  const [found] = await tx
    .select({ caseId: caseDetailProposals.caseId, field: caseDetailProposals.field })
    .from(caseDetailProposals)
    .where(eq(caseDetailProposals.id, id));
  if (!found) throw new AppError("not_found", "There is no such proposal");
  await tx.select({ id: cases.id }).from(cases).where(eq(cases.id, found.caseId)).for("no key update");
  const isRival = and(eq(caseDetailProposals.field, found.field), eq(caseDetailProposals.status, "pending"));
  const rows = await tx
    .select()
    .from(caseDetailProposals)
    .where(and(eq(caseDetailProposals.caseId, found.caseId), or(eq(caseDetailProposals.id, id), isRival)))
    .orderBy(asc(caseDetailProposals.id))
    .for("update");
  const proposal = rows.find((row) => row.id === id);
  if (!proposal) throw new AppError("not_found", "There is no such proposal");
  return { ...proposal, rivalIds: rows.flatMap((row) => (row.id === id ? [] : [row.id])) };
}
