import "server-only";
import { eq } from "drizzle-orm";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import { cases } from "@/db/schema/cases";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";

export type LockedProposal = typeof caseDetailProposals.$inferSelect;

/**
 * A proposal, locked after its case: two people who decide about fields of one case at once go one after the other, and a webhook that adds
 * to the case need not wait for them.
 * @throws AppError `not_found` for an unknown or foreign proposal, or one behind a wall
 */
export async function lockProposal(tx: TenantTx, id: string): Promise<LockedProposal> {
  const [found] = await tx
    .select({ caseId: caseDetailProposals.caseId })
    .from(caseDetailProposals)
    .where(eq(caseDetailProposals.id, id));
  if (!found) throw new AppError("not_found", "There is no such proposal");
  await tx.select({ id: cases.id }).from(cases).where(eq(cases.id, found.caseId)).for("no key update");
  const [proposal] = await tx.select().from(caseDetailProposals).where(eq(caseDetailProposals.id, id)).for("update");
  if (!proposal) throw new AppError("not_found", "There is no such proposal");
  return proposal;
}
