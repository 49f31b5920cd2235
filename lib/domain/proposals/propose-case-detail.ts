import "server-only";
import { and, eq } from "drizzle-orm";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import type { TenantTx } from "@/db/tenant";
import type { CaseDetailField } from "@/lib/domain/details/case-detail-fields.schema";
import { normalizeCaseDetail } from "@/lib/domain/details/normalize-case-detail";

export type HeardDetail = {
  caseId: string;
  callId: string;
  toolCallId: string;
  field: CaseDetailField;
  heardValue: string;
  language: "en" | "es";
  /** When it was said: relative dates are read against it. */
  saidAt: Date;
  spokenWords: string | null;
  /** From the start of the call. */
  second: number | null;
};

type Unreadable = Extract<ReturnType<typeof normalizeCaseDetail>, { ok: false }>["reason"];

export type ProposeResult =
  | { kind: "proposed"; problem: Unreadable | null }
  /** There is nothing to put before a person: no answer, or text that no field takes. */
  | { kind: "nothing"; problem: Unreadable };

const NOTHING: ReadonlySet<Unreadable> = new Set(["empty", "no_answer", "too_long", "unsafe_characters"]);

/**
 * Puts what the assistant heard before the firm's people. The case is not changed. A newer value for the same field of
 * the same call takes the older one's place.
 */
export async function proposeCaseDetail(tx: TenantTx, heard: HeardDetail): Promise<ProposeResult> {
  const { caseId, callId, toolCallId, field, heardValue, spokenWords } = heard;
  const normalized = normalizeCaseDetail(field, heardValue, { now: heard.saidAt, language: heard.language });
  if (!normalized.ok && NOTHING.has(normalized.reason)) return { kind: "nothing", problem: normalized.reason };
  await tx
    .update(caseDetailProposals)
    .set({ status: "superseded", updatedAt: new Date() })
    .where(
      and(
        eq(caseDetailProposals.callId, callId),
        eq(caseDetailProposals.field, field),
        eq(caseDetailProposals.status, "pending"),
      ),
    );
  const problem = normalized.ok ? null : normalized.reason;
  await tx.insert(caseDetailProposals).values({
    caseId,
    callId,
    toolCallId,
    field,
    heardValue,
    normalizedValue: normalized.ok ? normalized.value : null,
    problem,
    spokenWords,
    transcriptSecond: heard.second === null ? null : Math.floor(heard.second),
  });
  return { kind: "proposed", problem };
}
