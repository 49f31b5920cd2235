import "server-only";
import { eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import type { TenantTx } from "@/db/tenant";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";
import { enqueue } from "@/lib/jobs/enqueue";
import { getApiKey } from "@/lib/vault/get-api-key";
import { settleCallCredits } from "./call-credits";
import { closeCall } from "./close-call";
import { followUpCallJob } from "./follow-up-call.job";
import { FOLLOW_UP_DELAYS_SECONDS } from "./look-up-delays";

/** Whose call to ask after, or null when its report is there or it never was at the provider. */
export async function beginFollowUp(
  tx: TenantTx,
  callId: string,
): Promise<{ apiKey: string; providerCallId: string } | null> {
  const [call] = await tx
    .select({
      reportedAt: callLogs.reportedAt,
      providerCallId: callLogs.providerCallId,
      failureCode: callLogs.failureCode,
    })
    .from(callLogs)
    .where(eq(callLogs.id, callId));
  if (!call || call.reportedAt !== null || call.providerCallId === null || call.failureCode !== null) return null;
  const apiKey = await getApiKey(tx, "vapi");
  return apiKey === null ? null : { apiKey, providerCallId: call.providerCallId };
}

/**
 * After one look-up: plans the next as long as the report is missing, and ends the call as unknown after the last. Whatever
 * the look-up brought was recorded before, in the same transaction.
 */
export async function settleFollowUp(tx: TenantTx, input: { callId: string; round: number; now: Date }): Promise<void> {
  const { callId, round, now } = input;
  const [call] = await tx
    .select({
      reportedAt: callLogs.reportedAt,
      outcome: callLogs.outcome,
      answeredAt: callLogs.answeredAt,
      endedAt: callLogs.endedAt,
      direction: callLogs.direction,
    })
    .from(callLogs)
    .where(eq(callLogs.id, callId))
    .for("update");
  if (!call || call.reportedAt !== null) return;
  const delay = FOLLOW_UP_DELAYS_SECONDS[round + 1];
  if (delay !== undefined) {
    const at = new Date(now.getTime() + delay * 1000);
    return enqueue(tx, followUpCallJob, { callId, round: round + 1 }, { at, singletonKey: callId });
  }
  if (call.endedAt !== null && call.outcome !== null) {
    // No report will come: what the statuses told is what the call cost.
    const spokenMs = call.answeredAt === null ? 0 : call.endedAt.getTime() - call.answeredAt.getTime();
    await settleCallCredits(tx, { ...call, callId, durationSeconds: spokenMs / 1_000 });
    return publishEvent(tx, { type: "call.ended", subjectId: callId });
  }
  await closeCall(tx, {
    callId,
    state: "ended",
    dialState: "placed",
    outcome: "unknown",
    failureCode: "no_report",
    trigger: "calls.follow-up",
    now,
  });
}
