import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import { caseDetails } from "@/db/schema/case-details";
import type { TenantTx } from "@/db/tenant";

export type Proposal = {
  id: string;
  callId: string;
  field: string;
  heardValue: string;
  /** The canonical value that accepting writes; null when `problem` says why there is none. */
  normalizedValue: string | null;
  problem: string | null;
  spokenWords: string | null;
  /** From the start of the call. */
  transcriptSecond: number | null;
  status: "pending" | "accepted" | "edited" | "rejected" | "superseded";
  decidedByUserId: string | null;
  decidedAt: Date | null;
  createdAt: Date;
  /** What the case says now; null when it says nothing. */
  currentValue: string | null;
};

const LIMIT = 200;

/** What assistants heard for a case, newest first, beside what the case says. */
export async function listProposals(tx: TenantTx, caseId: string): Promise<Proposal[]> {
  return tx
    .select({
      id: caseDetailProposals.id,
      callId: caseDetailProposals.callId,
      field: caseDetailProposals.field,
      heardValue: caseDetailProposals.heardValue,
      normalizedValue: caseDetailProposals.normalizedValue,
      problem: caseDetailProposals.problem,
      spokenWords: caseDetailProposals.spokenWords,
      transcriptSecond: caseDetailProposals.transcriptSecond,
      status: caseDetailProposals.status,
      decidedByUserId: caseDetailProposals.decidedByUserId,
      decidedAt: caseDetailProposals.decidedAt,
      createdAt: caseDetailProposals.createdAt,
      currentValue: caseDetails.value,
    })
    .from(caseDetailProposals)
    .leftJoin(
      caseDetails,
      and(eq(caseDetails.caseId, caseDetailProposals.caseId), eq(caseDetails.field, caseDetailProposals.field)),
    )
    .where(eq(caseDetailProposals.caseId, caseId))
    .orderBy(desc(caseDetailProposals.createdAt), desc(caseDetailProposals.id))
    .limit(LIMIT);
}
