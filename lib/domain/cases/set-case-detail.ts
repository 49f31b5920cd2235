import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { caseDetails } from "@/db/schema/case-details";
import { cases } from "@/db/schema/cases";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { normalizeCaseDetail } from "@/lib/domain/details/normalize-case-detail";
import type { setCaseDetailInput } from "./cases.schema";

type SetCaseDetail = z.output<typeof setCaseDetailInput> & { userId: string; language: "en" | "es"; now: Date };

/**
 * Writes one detail of a case as staff typed it, normalised (ISO date, E.164 phone, lower-case e-mail).
 * @throws AppError `not_found`; `invalid_input` when the value is not one of its field
 */
export async function setCaseDetail(tx: TenantTx, input: SetCaseDetail): Promise<{ value: string }> {
  const touched = await tx
    .update(cases)
    .set({ updatedAt: new Date() })
    .where(eq(cases.id, input.caseId))
    .returning({ id: cases.id });
  if (touched.length === 0) throw new AppError("not_found", "There is no such case");
  const normalized = normalizeCaseDetail(input.field, input.value, { now: input.now, language: input.language });
  if (!normalized.ok) throw new AppError("invalid_input", "The value does not fit its field");
  const source = {
    value: normalized.value,
    source: "staff" as const,
    sourceCallId: null,
    sourceProposalId: null,
    transcriptSecond: null,
    acceptedByUserId: input.userId,
    acceptedAt: new Date(),
  };
  await tx
    .insert(caseDetails)
    .values({ caseId: input.caseId, field: input.field, ...source })
    .onConflictDoUpdate({
      target: [caseDetails.tenantId, caseDetails.caseId, caseDetails.field],
      set: { ...source, updatedAt: new Date() },
    });
  return { value: normalized.value };
}
