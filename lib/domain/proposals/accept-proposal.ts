import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { callLogs } from "@/db/schema/call-logs";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import { caseDetails } from "@/db/schema/case-details";
import { cases } from "@/db/schema/cases";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { caseDetailField } from "@/lib/domain/details/case-detail-fields.schema";
import { normalizeCaseDetail } from "@/lib/domain/details/normalize-case-detail";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";
import { type LockedProposal, lockProposal } from "./lock-proposal";
import type { acceptProposalInput } from "./proposals.schema";

type Acceptance = z.output<typeof acceptProposalInput> & { userId: string };
type Detail = Extract<ReturnType<typeof normalizeCaseDetail>, { ok: true }>;

/**
 * Makes a proposal, as understood or as edited, the case's detail, with the call, the second and the person as its
 * origin. Accepting the same twice is once.
 * @throws AppError `not_found`; `invalid_input` when the value is not one of its field; `conflict` when the proposal was
 * decided otherwise, or the detail changed after it was made and after the person looked
 */
export async function acceptProposal(tx: TenantTx, input: Acceptance): Promise<{ value: string }> {
  const proposal = await lockProposal(tx, input.id);
  const detail = await readValue(tx, proposal, input.editedValue);
  const [current] = await tx
    .select({ value: caseDetails.value, updatedAt: caseDetails.updatedAt, proposalId: caseDetails.sourceProposalId })
    .from(caseDetails)
    .where(and(eq(caseDetails.caseId, proposal.caseId), eq(caseDetails.field, proposal.field)));
  if (proposal.status === "accepted" || proposal.status === "edited") {
    if (current?.proposalId === proposal.id && current.value === detail.value) return { value: detail.value };
    throw new AppError("conflict", "This was decided meanwhile");
  }
  if (proposal.status !== "pending") throw new AppError("conflict", "This was decided meanwhile");
  const seenValue = input.seenValue;
  const isChanged =
    seenValue === undefined
      ? current !== undefined && current.updatedAt > proposal.createdAt && current.value !== detail.value
      : (current?.value ?? null) !== seenValue;
  if (isChanged) throw new AppError("conflict", "This detail was changed meanwhile");
  const clientId = detail.address === null ? null : await lockClient(tx, proposal.caseId);
  await writeDetail(tx, { proposal, detail, userId: input.userId });
  await decide(tx, { proposal, isEdited: detail.value !== proposal.normalizedValue, userId: input.userId });
  if (clientId !== null) await keepAddressState(tx, clientId, detail);
  await publishEvent(tx, { type: "case.detail_accepted", subjectId: proposal.id });
  return { value: detail.value };
}

async function readValue(tx: TenantTx, proposal: LockedProposal, edited: string | undefined): Promise<Detail> {
  const [call] = await tx
    .select({ language: callLogs.language })
    .from(callLogs)
    .where(eq(callLogs.id, proposal.callId));
  const field = caseDetailField.safeParse(proposal.field);
  const raw = edited ?? proposal.normalizedValue;
  if (!field.success || raw === null) throw new AppError("invalid_input", "Correct the value first");
  const language = call?.language ?? "en";
  const normalized = normalizeCaseDetail(field.data, raw, { now: proposal.createdAt, language });
  if (!normalized.ok) throw new AppError("invalid_input", "The value does not fit its field");
  return normalized;
}

async function writeDetail(
  tx: TenantTx,
  accepted: { proposal: LockedProposal; detail: Detail; userId: string },
): Promise<void> {
  const { proposal, detail, userId } = accepted;
  const now = new Date();
  const values = {
    value: detail.value,
    source: "call" as const,
    sourceCallId: proposal.callId,
    sourceProposalId: proposal.id,
    transcriptSecond: proposal.transcriptSecond,
    acceptedByUserId: userId,
    acceptedAt: now,
    updatedAt: now,
  };
  await tx
    .insert(caseDetails)
    .values({ caseId: proposal.caseId, field: proposal.field, ...values })
    .onConflictDoUpdate({ target: [caseDetails.tenantId, caseDetails.caseId, caseDetails.field], set: values });
  await tx.update(cases).set({ updatedAt: now }).where(eq(cases.id, proposal.caseId));
}

/** Marks it, and takes other open proposals for the field out of the way: they were heard before this was decided. */
async function decide(
  tx: TenantTx,
  decision: { proposal: LockedProposal; isEdited: boolean; userId: string },
): Promise<void> {
  const { proposal, isEdited, userId } = decision;
  const now = new Date();
  await tx
    .update(caseDetailProposals)
    .set({ status: isEdited ? "edited" : "accepted", decidedByUserId: userId, decidedAt: now, updatedAt: now })
    .where(eq(caseDetailProposals.id, proposal.id));
  if (proposal.rivalIds.length === 0) return;
  await tx
    .update(caseDetailProposals)
    .set({ status: "superseded", updatedAt: now })
    .where(inArray(caseDetailProposals.id, proposal.rivalIds));
}

/** The client's state decides when they may be called, so the gate has to hear of a new address. */
async function keepAddressState(tx: TenantTx, clientId: string, detail: Detail): Promise<void> {
  const state = detail.address?.state ?? null;
  if (state === null) return;
  await tx.update(contacts).set({ addressState: state, updatedAt: new Date() }).where(eq(contacts.id, clientId));
}

/** Before the first audited write: whoever changes the contact holds its row while they wait for the audit chain. */
async function lockClient(tx: TenantTx, caseId: string): Promise<string | null> {
  const client = tx.select({ id: cases.clientContactId }).from(cases).where(eq(cases.id, caseId));
  const [row] = await tx.select({ id: contacts.id }).from(contacts).where(eq(contacts.id, client)).for("no key update");
  return row?.id ?? null;
}
