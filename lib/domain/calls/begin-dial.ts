import "server-only";
import { eq, sql } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { callTokens } from "@/db/schema/call-tokens";
import type { TenantTx } from "@/db/tenant";
import { contactNow, realTimeOf } from "@/lib/core/contact-clock";
import { AppError } from "@/lib/core/errors";
import { decideForContact, type StoredGateDecision } from "@/lib/domain/contact-gate/decide-for-contact";
import { lockPerson } from "@/lib/domain/contact-gate/lock-person";
import { hasUnreadWishes } from "@/lib/domain/opt-outs/has-unread-wishes";
import { enqueue } from "@/lib/jobs/enqueue";
import { getApiKey } from "@/lib/vault/get-api-key";
import type { OutboundPurpose } from "./call-payload";
import { type ClosedCall, closeCall } from "./close-call";
import { findCallPayload } from "./find-call-payload";
import { reconcileCallJob } from "./reconcile-call.job";
import { TOKEN_LIFETIME_MS } from "./schedule-call";

/** A call that nobody could dial in time (the workers were down) is not dialled out of the blue. */
const MAX_LATENESS_MS = 60 * 60_000;

/** Longer than any answer is waited for: who still stands at `dialling` after this has died. */
export const DIAL_PATIENCE_MS = 60_000;

export type BegunDial =
  | { kind: "dial"; apiKey: string; payloadText: string }
  /** Nothing is left to do here: dialled, blocked, cancelled or being looked up. */
  | { kind: "settled" }
  /** What clients have written before is not read yet. */
  | { kind: "later" };

/**
 * The only way to a dial. Under the person's lock and the row's it asks the gate for this moment and marks the call
 * `dialling`; the caller commits that before the request leaves. Whoever finds `dialling` does not know whether the call was
 * placed, and looks it up: no path dials twice (AVL-02, CMP-01).
 */
export async function beginDial(
  tx: TenantTx,
  input: { callId: string; mayBeLater?: boolean; now: Date },
): Promise<BegunDial> {
  if (input.mayBeLater && (await hasUnreadWishes(tx))) return { kind: "later" };
  const call = await lockCall(tx, input.callId);
  if (call?.dialState === "dialling") {
    await lookUpLater(tx, call, input.now);
    return { kind: "settled" };
  }
  if (call?.state !== "scheduled" || call.dialState !== "waiting") return { kind: "settled" };
  const close = async (reason: Pick<ClosedCall, "failureCode" | "outcome" | "dialState" | "dialDecisionId">) => {
    const state = reason.dialState === "blocked" ? "cancelled" : "ended";
    await closeCall(tx, { callId: call.id, state, trigger: "calls.dial", now: input.now, ...reason });
    return { kind: "settled" as const };
  };
  if (input.now.getTime() - realTimeOf(call.scheduledFor).getTime() > MAX_LATENESS_MS) {
    return close({ failureCode: "too_late", outcome: "not_placed", dialState: "refused" });
  }
  const apiKey = await getApiKey(tx, "vapi");
  const payloadText = await findCallPayload(tx, call.id);
  if (apiKey === null || payloadText === null || call.contactId === null) {
    return close({ failureCode: "not_connected", outcome: "config_error", dialState: "refused" });
  }
  const decision = await decideForContact(tx, {
    contactId: call.contactId,
    e164: call.clientNumber,
    kind: "ai_call",
    origin: "automation",
    purpose: outbound(call.purpose),
    callId: call.id,
    moment: "dial",
    now: contactNow(input.now),
  });
  const failureCode = reasonAgainst(decision, payloadText);
  if (failureCode) {
    return close({ failureCode, outcome: "blocked", dialState: "blocked", dialDecisionId: decision.id });
  }
  await markDialling(tx, { callId: call.id, decisionId: decision.id, now: input.now });
  return { kind: "dial", apiKey, payloadText };
}

/** The person's place comes before the row's, as wherever both are taken (see recordOptOut). */
async function lockCall(tx: TenantTx, callId: string) {
  const [known] = await tx
    .select({ address: callLogs.clientNumber, contactId: callLogs.contactId })
    .from(callLogs)
    .where(eq(callLogs.id, callId));
  if (!known) return undefined;
  await lockPerson(tx, known);
  const [call] = await tx
    .select({
      id: callLogs.id,
      state: callLogs.state,
      dialState: callLogs.dialState,
      dialAttemptedAt: callLogs.dialAttemptedAt,
      scheduledFor: callLogs.scheduledFor,
      clientNumber: callLogs.clientNumber,
      contactId: callLogs.contactId,
      purpose: callLogs.purpose,
    })
    .from(callLogs)
    .where(eq(callLogs.id, callId))
    .for("update");
  return call;
}

async function lookUpLater(tx: TenantTx, call: { id: string; dialAttemptedAt: Date | null }, now: Date): Promise<void> {
  const patientUntil = new Date((call.dialAttemptedAt ?? now).getTime() + DIAL_PATIENCE_MS);
  if (patientUntil <= now) {
    await tx
      .update(callLogs)
      .set({ dialState: "unknown", revision: sql`${callLogs.revision} + 1`, updatedAt: now })
      .where(eq(callLogs.id, call.id));
  }
  const at = patientUntil <= now ? now : patientUntil;
  await enqueue(tx, reconcileCallJob, { callId: call.id, round: 0 }, { at, singletonKey: call.id });
}

function outbound(purpose: OutboundPurpose | "inbound"): OutboundPurpose {
  if (purpose === "inbound") throw new AppError("internal", "An inbound call is never dialled");
  return purpose;
}

/** Recording was decided when the payload was made; a consent taken back since then must not be passed over (AI-08). */
function reasonAgainst(decision: StoredGateDecision, payloadText: string) {
  if (decision.verdict === "blocked") return "gate_blocked" as const;
  const isRecorded = payloadText.includes('"artifactPlan":{"recordingEnabled":true');
  return isRecorded && !decision.disclosures.recordingAllowed ? ("recording_not_allowed" as const) : null;
}

async function markDialling(tx: TenantTx, dial: { callId: string; decisionId: string; now: Date }): Promise<void> {
  await tx
    .update(callLogs)
    .set({
      dialState: "dialling",
      dialAttemptedAt: dial.now,
      dialDecisionId: dial.decisionId,
      revision: sql`${callLogs.revision} + 1`,
      updatedAt: dial.now,
    })
    .where(eq(callLogs.id, dial.callId));
  await tx
    .update(callTokens)
    .set({ expiresAt: new Date(dial.now.getTime() + TOKEN_LIFETIME_MS) })
    .where(eq(callTokens.callId, dial.callId));
}
