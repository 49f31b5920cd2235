import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { lockProposal } from "./lock-proposal";
import type { rejectProposalInput } from "./proposals.schema";

/**
 * Turns a proposal down; the case stays as it is. Rejecting twice is once.
 * @throws AppError `not_found`; `conflict` when it was decided otherwise meanwhile
 */
export async function rejectProposal(
  tx: TenantTx,
  input: z.output<typeof rejectProposalInput> & { userId: string },
): Promise<void> {
  const proposal = await lockProposal(tx, input.id);
  if (proposal.status === "rejected") return;
  if (proposal.status !== "pending") throw new AppError("conflict", "This was decided meanwhile");
  const now = new Date();
  await tx
    .update(caseDetailProposals)
    .set({ status: "rejected", decidedByUserId: input.userId, decidedAt: now, updatedAt: now })
    .where(eq(caseDetailProposals.id, input.id));
}
