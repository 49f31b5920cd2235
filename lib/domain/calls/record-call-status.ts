import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { callTokens } from "@/db/schema/call-tokens";
import { leads } from "@/db/schema/leads";
import type { TenantTx } from "@/db/tenant";
import { noteMissedCall } from "@/lib/domain/text-back/note-missed-call";
import type { CallOutcome } from "./call-outcome";
import { type CallState, callStateRank } from "./call-state-rank";
import { isMissedCall } from "./is-missed-call";
import { lockCall } from "./lock-call";

export type CallStatus = {
  callId: string;
  state: Exclude<CallState, "scheduled" | "cancelled">;
  /** When the provider says that it happened. */
  at: Date;
  receivedAt: Date;
  providerCallId: string | null;
  /** With `ended` only. */
  end: { reason: string; outcome: CallOutcome } | null;
};

/**
 * Notes where a call stands. The state only moves forward, whatever the order of arrival; a late status still adds the
 * time that only it knows. A repeat changes nothing, and the revision grows only with a change (WH-07).
 */
export async function recordCallStatus(tx: TenantTx, status: CallStatus): Promise<{ isChanged: boolean }> {
  const call = await lockCall(tx, { callId: status.callId, withNumber: false });
  if (!call) return { isChanged: false };
  const changes: Partial<typeof callLogs.$inferInsert> = {};
  const rank = callStateRank(status.state);
  if (rank > call.stateRank && rank > callStateRank(call.state)) {
    changes.state = status.state;
    changes.stateRank = rank;
  }
  if (call.providerCallId === null && status.providerCallId !== null) changes.providerCallId = status.providerCallId;
  if (status.state === "in-progress" && isEarlier(status.at, call.answeredAt)) changes.answeredAt = status.at;
  if (status.state === "ended" && call.reportedAt === null) {
    if (isEarlier(status.at, call.endedAt)) changes.endedAt = status.at;
    if (status.end && call.endedReason === null) {
      changes.endedReason = status.end.reason;
      changes.outcome = status.end.outcome;
    }
  }
  if (Object.keys(changes).length === 0) return { isChanged: false };
  const lead = changes.answeredAt && call.leadId ? await lockLead(tx, call.leadId) : undefined;
  await tx
    .update(callLogs)
    .set({ ...changes, revision: sql`${callLogs.revision} + 1`, updatedAt: status.receivedAt })
    .where(eq(callLogs.id, status.callId));
  if (changes.state === "ended") await revokeCallTokens(tx, status.callId, earlierOf(status.at, status.receivedAt));
  if (lead) await recordFirstResponse(tx, lead.id, status.at);
  const providerCallId = call.providerCallId ?? status.providerCallId;
  const { direction, provider, clientNumber: number } = call;
  if (changes.outcome && providerCallId !== null && isMissedCall({ direction, outcome: changes.outcome })) {
    await noteMissedCall(tx, { provider, providerCallId, number, missedAt: status.at });
  }
  return { isChanged: true };
}

/** Ends what a call's tokens allow, as of `at`. A token that was ended before stays as it is. */
export async function revokeCallTokens(tx: TenantTx, callId: string, at: Date): Promise<void> {
  await tx
    .update(callTokens)
    .set({ revokedAt: at })
    .where(and(eq(callTokens.callId, callId), isNull(callTokens.revokedAt)));
}

/** Before the first audited write, as with the call (see lockCall); references to the lead do not wait for it. */
async function lockLead(tx: TenantTx, leadId: string): Promise<{ id: string } | undefined> {
  const [lead] = await tx.select({ id: leads.id }).from(leads).where(eq(leads.id, leadId)).for("no key update");
  return lead;
}

async function recordFirstResponse(tx: TenantTx, leadId: string, at: Date): Promise<void> {
  await tx
    .update(leads)
    .set({ firstResponseAt: at, updatedAt: new Date() })
    .where(and(eq(leads.id, leadId), isNull(leads.firstResponseAt)));
}

function isEarlier(at: Date, known: Date | null): boolean {
  return known === null || at < known;
}

function earlierOf(left: Date, right: Date): Date {
  return left < right ? left : right;
}
