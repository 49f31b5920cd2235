import "server-only";
import { and, eq } from "drizzle-orm";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import { cases } from "@/db/schema/cases";
import type { TenantTx } from "@/db/tenant";
import type { EventData } from "../event-data";
import { deskUrl } from "./desk-url";

/** Which detail of which case a person accepted, without its value; null behind an ethical wall. */
export async function describeDetail(
  tx: TenantTx,
  proposalId: string,
): Promise<EventData["case.detail_accepted"] | null> {
  const [row] = await tx
    .select({
      id: caseDetailProposals.id,
      caseId: caseDetailProposals.caseId,
      caseNumber: cases.caseNumber,
      field: caseDetailProposals.field,
      callId: caseDetailProposals.callId,
      decidedAt: caseDetailProposals.decidedAt,
      isRestricted: cases.isRestricted,
    })
    .from(caseDetailProposals)
    .innerJoin(cases, and(eq(cases.tenantId, caseDetailProposals.tenantId), eq(cases.id, caseDetailProposals.caseId)))
    .where(eq(caseDetailProposals.id, proposalId));
  if (!row || row.isRestricted) return null;
  const { isRestricted: _, decidedAt, ...shown } = row;
  return {
    detail: { ...shown, acceptedAt: decidedAt?.toISOString() ?? null, url: deskUrl(`/desk/cases/${row.caseId}`) },
  };
}
