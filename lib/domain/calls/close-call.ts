import "server-only";
import { eq, sql } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { releaseCredits } from "@/lib/domain/credits/release-credits";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";
import type { CallFailure, CallOutcome } from "./call-outcome";
import { callStateRank } from "./call-state-rank";
import { revokeCallTokens } from "./record-call-status";

export type ClosedCall = {
  callId: string;
  state: "ended" | "cancelled";
  dialState: "refused" | "blocked" | "none" | "unknown" | "placed";
  outcome: CallOutcome;
  failureCode: CallFailure;
  dialDecisionId?: string;
  trigger: string;
  now: Date;
};

/**
 * Ends a call that did not take place: final state, plain reason, dead token, its credits given back, one line in the
 * automation log.
 */
export async function closeCall(tx: TenantTx, closed: ClosedCall): Promise<void> {
  const { callId, now } = closed;
  await tx
    .update(callLogs)
    .set({
      state: closed.state,
      stateRank: callStateRank(closed.state),
      dialState: closed.dialState,
      outcome: closed.outcome,
      failureCode: closed.failureCode,
      endedAt: now,
      revision: sql`${callLogs.revision} + 1`,
      updatedAt: now,
      ...(closed.dialDecisionId === undefined ? {} : { dialDecisionId: closed.dialDecisionId }),
    })
    .where(eq(callLogs.id, callId));
  await revokeCallTokens(tx, callId, now);
  await releaseCredits(tx, { subjectType: "call", subjectId: callId, reason: closed.failureCode });
  await recordAutomation(tx, {
    trigger: closed.trigger,
    action: closed.state === "cancelled" ? "call.cancelled" : "call.not_placed",
    status: closed.dialState === "refused" ? "failed" : "done",
    subjectType: "call",
    subjectId: callId,
    detail: { reason: closed.failureCode },
  });
  await publishEvent(tx, { type: "call.ended", subjectId: callId });
}
