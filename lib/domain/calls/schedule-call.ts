import "server-only";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { callTokens } from "@/db/schema/call-tokens";
import type { TenantTx } from "@/db/tenant";
import { contactNow, realTimeOf } from "@/lib/core/contact-clock";
import { AppError } from "@/lib/core/errors";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { decideForContact, type StoredGateDecision } from "@/lib/domain/contact-gate/decide-for-contact";
import { lockPerson } from "@/lib/domain/contact-gate/lock-person";
import { holdCredits } from "@/lib/domain/credits/hold-credits";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";
import { enqueue } from "@/lib/jobs/enqueue";
import { seal } from "@/lib/vault/seal";
import { areCallsSimulated } from "./are-calls-simulated";
import { callHoldExpiry, quoteLongestCall } from "./call-credits";
import { type CallDraftContent, openCallDraft } from "./call-draft";
import { buildCallPayload, hashCallPayload } from "./call-payload";
import { CALL_TOOLS } from "./call-tools.schema";
import { dialCallJob } from "./dial-call.job";
import { payloadFacts } from "./draft-call";
import { PAYLOAD_SERVICE } from "./find-call-payload";
import { repeatKeyOf } from "./find-repeat";
import { type CallSubject, loadCallSubject } from "./load-call-subject";

/** A call token outlives the planned time by two hours at most (design 7). */
export const TOKEN_LIFETIME_MS = 2 * 3_600_000;

/**
 * `stale`: the case, the client or the firm changed since the preview, which no longer shows what would be sent. `repeated`:
 * somebody else took up the stopped call before.
 */
export type ScheduleCallResult =
  | { kind: "scheduled"; callId: string }
  | { kind: "repeated"; callId: string }
  | { kind: "blocked"; decision: StoredGateDecision }
  | { kind: "expired" }
  | { kind: "stale" };

/**
 * Confirms a draft: asks the gate again at its time, under the number's lock, keeps the call with exactly the bytes that were
 * shown, and sets the credits of the longest call aside. The same idempotency key gives the same call, however often it is
 * sent (AVL-02); of a stopped call there is one repetition, whatever the key.
 * @throws AppError `invalid_input` for a draft of another person or firm, `not_found` when the case is gone for this person,
 * `conflict` when the key belongs to another person's call
 */
export async function scheduleCall(
  tx: TenantTx,
  input: { sealedDraft: string; idempotencyKey: string; userId: string; now: Date },
): Promise<ScheduleCallResult> {
  const draft = await openCallDraft(tx, input.userId, input.sealedDraft);
  await lockPerson(tx, { address: draft.clientNumber });
  const idempotencyKey = draft.repeatOf === null ? input.idempotencyKey : repeatKeyOf(draft.repeatOf);
  const earlier = await findByKey(tx, { ...input, idempotencyKey, isRepeat: draft.repeatOf !== null });
  if (earlier) return earlier;
  if (new Date(draft.expiresAt) <= input.now) return { kind: "expired" };
  const subject = await loadCallSubject(tx, draft);
  const scheduledFor = plannedTime(draft, contactNow(input.now));
  const decision = await decideForContact(tx, {
    contactId: subject.contactId,
    e164: draft.clientNumber,
    kind: "ai_call",
    origin: "automation",
    purpose: draft.purpose,
    moment: "reserve",
    now: scheduledFor,
    quote: quoteLongestCall(),
    userId: input.userId,
  });
  if (decision.verdict === "blocked") return { kind: "blocked", decision };
  if (!isStillExact(draft, subject, decision)) return { kind: "stale" };
  return insertCall(tx, { draft, subject, decision, scheduledFor, idempotencyKey, userId: input.userId });
}

async function findByKey(
  tx: TenantTx,
  input: { idempotencyKey: string; userId: string; isRepeat: boolean },
): Promise<{ kind: "scheduled" | "repeated"; callId: string } | null> {
  const [call] = await tx
    .select({ id: callLogs.id, createdByUserId: callLogs.createdByUserId })
    .from(callLogs)
    .where(eq(callLogs.idempotencyKey, input.idempotencyKey));
  if (!call) return null;
  if (call.createdByUserId === input.userId) return { kind: "scheduled", callId: call.id };
  if (!input.isRepeat) throw new AppError("conflict", "This was confirmed by somebody else");
  return { kind: "repeated", callId: call.id };
}

/** A planned time that passed while the person was reading means now. */
function plannedTime(draft: CallDraftContent, now: Date): Date {
  const planned = draft.scheduledFor === null ? now : new Date(draft.scheduledFor);
  return planned < now ? now : planned;
}

/** Whether the payload, made again from the rows as they are now, has the bytes that were shown. */
function isStillExact(draft: CallDraftContent, subject: CallSubject, decision: StoredGateDecision): boolean {
  const callToken = /"externalId":"(ct_[0-9a-z]{26})"/.exec(draft.payloadText)?.[1] ?? "";
  const { purpose, language } = draft;
  const isRecorded = decision.disclosures.recordingAllowed;
  return buildCallPayload(payloadFacts(subject, { purpose, language, isRecorded, callToken })) === draft.payloadText;
}

type NewCall = {
  draft: CallDraftContent;
  subject: CallSubject;
  decision: StoredGateDecision;
  scheduledFor: Date;
  idempotencyKey: string;
  userId: string;
};

async function insertCall(tx: TenantTx, call: NewCall): Promise<ScheduleCallResult> {
  const { draft, subject, scheduledFor } = call;
  const dialAt = realTimeOf(scheduledFor);
  const callId = randomUUID();
  const sealed = await seal(tx, { service: PAYLOAD_SERVICE, recordId: callId }, draft.payloadText);
  const inserted = await tx
    .insert(callLogs)
    .values({
      id: callId,
      direction: "outbound",
      purpose: draft.purpose,
      language: draft.language,
      caseId: draft.caseId,
      contactId: subject.contactId,
      clientNumber: draft.clientNumber,
      state: "scheduled",
      scheduledFor,
      idempotencyKey: call.idempotencyKey,
      payload: sealed.toString("base64"),
      payloadHash: hashCallPayload(draft.payloadText),
      gateDecisionId: call.decision.id,
      isSimulated: areCallsSimulated(),
      createdByUserId: call.userId,
    })
    .onConflictDoNothing({ target: [callLogs.tenantId, callLogs.idempotencyKey] })
    .returning({ id: callLogs.id });
  if (inserted.length === 0) throw new AppError("conflict", "This key was used for another call");
  await holdCredits(tx, {
    subjectType: "call",
    subjectId: callId,
    quote: quoteLongestCall(),
    userId: call.userId,
    expiresAt: callHoldExpiry(dialAt),
  });
  await tx.insert(callTokens).values({
    callId,
    caseId: draft.caseId,
    tokenHash: Buffer.from(draft.tokenHash, "hex"),
    allowedFields: draft.missingFields,
    allowedTools: [...CALL_TOOLS],
    expiresAt: new Date(dialAt.getTime() + TOKEN_LIFETIME_MS),
  });
  await recordAutomation(tx, {
    trigger: "person",
    action: "call.scheduled",
    subjectType: "call",
    subjectId: callId,
    detail: {
      scheduledFor: scheduledFor.toISOString(),
      purpose: draft.purpose,
      ...(draft.repeatOf === null ? {} : { repeatOf: draft.repeatOf }),
    },
  });
  await enqueue(tx, dialCallJob, { callId }, { at: dialAt, singletonKey: callId });
  await publishEvent(tx, { type: "call.scheduled", subjectId: callId });
  return { kind: "scheduled", callId };
}
