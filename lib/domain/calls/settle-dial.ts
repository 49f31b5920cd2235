import "server-only";
import { eq, sql } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import type { TenantTx } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import type { CallFailure, CallOutcome } from "./call-outcome";
import { callStateRank } from "./call-state-rank";
import { closeCall } from "./close-call";
import { followUpCallJob } from "./follow-up-call.job";
import { FOLLOW_UP_DELAYS_SECONDS, RECONCILE_DELAYS_SECONDS } from "./look-up-delays";
import { reconcileCallJob } from "./reconcile-call.job";

type Refusal = Extract<
  CallFailure,
  "bad_request" | "bad_key" | "payment_required" | "forbidden" | "not_found" | "conflict" | "not_placed"
>;

/** What is known of the one request that was made. */
export type DialAnswer =
  | { kind: "placed"; providerCallId: string }
  | { kind: "refused"; reason: Refusal }
  | { kind: "not_sent"; reason: "rate_limited" | "unreachable"; isLastAttempt: boolean }
  | { kind: "unknown" };

const OUTCOME_OF_REFUSAL: Record<Refusal, CallOutcome> = {
  bad_request: "config_error",
  bad_key: "config_error",
  payment_required: "quota",
  forbidden: "config_error",
  not_found: "config_error",
  conflict: "config_error",
  not_placed: "not_placed",
};

const QUEUED_RANK = callStateRank("queued");

/**
 * Keeps the provider's answer to a dial. Only a call at `dialling` or `unknown` changes, so an answer that comes after the
 * look-up found the call, or a second one, does nothing. The state only moves forward: a webhook may have been faster.
 */
export async function settleDial(
  tx: TenantTx,
  input: { callId: string; answer: DialAnswer; now: Date },
): Promise<void> {
  const { callId, answer, now } = input;
  const [call] = await tx
    .select({ dialState: callLogs.dialState })
    .from(callLogs)
    .where(eq(callLogs.id, callId))
    .for("update");
  if (call?.dialState !== "dialling" && call?.dialState !== "unknown") return;
  switch (answer.kind) {
    case "placed":
      return settlePlaced(tx, { callId, providerCallId: answer.providerCallId, now });
    case "refused":
      return closeCall(tx, {
        callId,
        state: "ended",
        dialState: "refused",
        outcome: OUTCOME_OF_REFUSAL[answer.reason],
        failureCode: answer.reason,
        trigger: "calls.dial",
        now,
      });
    case "not_sent":
      return answer.isLastAttempt
        ? closeCall(tx, {
            callId,
            state: "ended",
            dialState: "refused",
            outcome: "not_placed",
            failureCode: answer.reason,
            trigger: "calls.dial",
            now,
          })
        : change(tx, callId, { dialState: "waiting", dialAttemptedAt: null, updatedAt: now });
    case "unknown":
      await change(tx, callId, { dialState: "unknown", updatedAt: now });
      return enqueue(
        tx,
        reconcileCallJob,
        { callId, round: 0 },
        { at: later(now, RECONCILE_DELAYS_SECONDS[0]), singletonKey: callId },
      );
  }
}

async function settlePlaced(
  tx: TenantTx,
  placed: { callId: string; providerCallId: string; now: Date },
): Promise<void> {
  const { callId, providerCallId, now } = placed;
  await change(tx, callId, {
    dialState: "placed",
    providerCallId,
    state: sql`case when ${callLogs.stateRank} < ${QUEUED_RANK} then 'queued' else ${callLogs.state} end`,
    stateRank: sql`greatest(${callLogs.stateRank}, ${QUEUED_RANK})`,
    updatedAt: now,
  });
  const at = later(now, FOLLOW_UP_DELAYS_SECONDS[0]);
  await enqueue(tx, followUpCallJob, { callId, round: 0 }, { at, singletonKey: callId });
}

async function change(
  tx: TenantTx,
  callId: string,
  values: Parameters<ReturnType<typeof tx.update<typeof callLogs>>["set"]>[0],
): Promise<void> {
  await tx
    .update(callLogs)
    .set({ ...values, revision: sql`${callLogs.revision} + 1` })
    .where(eq(callLogs.id, callId));
}

function later(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}
