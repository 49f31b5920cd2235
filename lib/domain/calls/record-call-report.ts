import "server-only";
import { eq, sql } from "drizzle-orm";
import { callLogs, type TranscriptTurn } from "@/db/schema/call-logs";
import type { TenantTx } from "@/db/tenant";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";
import { fillProposalWords, type SpokenToolCall } from "@/lib/domain/proposals/fill-proposal-words";
import { noteMissedCall } from "@/lib/domain/text-back/note-missed-call";
import { settleCallCredits } from "./call-credits";
import type { CallOutcome } from "./call-outcome";
import { callStateRank } from "./call-state-rank";
import { isMissedCall } from "./is-missed-call";
import { lockCall } from "./lock-call";
import { revokeCallTokens } from "./record-call-status";
import { findStopTurn, suppressContact } from "./suppress-contact";

export type CallReport = {
  callId: string;
  providerCallId: string | null;
  /** When the provider wrote the report. */
  reportedAt: Date;
  receivedAt: Date;
  end: { reason: string; outcome: CallOutcome } | null;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Used when the two times above do not give it. */
  durationSeconds: number | null;
  costUsd: number | null;
  summary: string | null;
  structuredData: Record<string, unknown> | null;
  /** In the order of the call; empty when the report brought no transcript. */
  turns: TranscriptTurn[];
  toolCalls: SpokenToolCall[];
  /** Only a granted consent; the recording itself is never kept without one, nor its address at all (AI-08). */
  recordingConsent: { type: string; grantedAt: string } | null;
};

/**
 * Keeps a call's final report, once. It is the authority on times, transcript and outcome over what statuses said before
 * or say later, and on what the call costs. A wish to be left alone that was spoken and not yet acted upon is acted upon first.
 */
export async function recordCallReport(tx: TenantTx, report: CallReport): Promise<{ isChanged: boolean }> {
  const stop = findStopTurn(report.turns);
  const call = await lockCall(tx, { callId: report.callId, withNumber: stop !== undefined });
  if (!call) return { isChanged: false };
  if (stop) {
    const startedAt = report.startedAt ?? report.reportedAt;
    await suppressContact(tx, call, { turn: stop, saidAt: new Date(startedAt.getTime() + stop.second * 1_000) });
  }
  if (call.reportedAt !== null) return { isChanged: false };
  const endedAt = report.endedAt ?? report.reportedAt;
  const seconds = durationSeconds(report, endedAt);
  await tx
    .update(callLogs)
    .set({
      state: "ended",
      stateRank: callStateRank("ended"),
      reportedAt: report.reportedAt,
      endedAt,
      failureCode: null,
      summary: report.summary,
      revision: sql`${callLogs.revision} + 1`,
      updatedAt: report.receivedAt,
      ...(call.providerCallId === null ? { providerCallId: report.providerCallId } : {}),
      ...(report.startedAt ? { startedAt: report.startedAt } : {}),
      ...(report.end ? { endedReason: report.end.reason, outcome: report.end.outcome } : {}),
      ...(report.costUsd === null ? {} : { costUsd: report.costUsd.toFixed(6) }),
      ...(report.turns.length > 0 ? { transcript: report.turns } : {}),
      ...(report.recordingConsent ? { recordingConsent: report.recordingConsent } : {}),
      // What the assistant's tools noted during the call stands over what the report derived from it.
      structuredData: mergeData(report.structuredData, call.structuredData),
      durationSeconds: seconds,
    })
    .where(eq(callLogs.id, report.callId));
  const revokedAt = endedAt < report.receivedAt ? endedAt : report.receivedAt;
  await revokeCallTokens(tx, report.callId, revokedAt);
  await fillProposalWords(tx, { callId: report.callId, turns: report.turns, toolCalls: report.toolCalls });
  const outcome = report.end?.outcome ?? call.outcome;
  await settleCallCredits(tx, { callId: call.id, direction: call.direction, outcome, durationSeconds: seconds });
  // Also of a call that was given up before: its receivers then hear of it a second time, with how it really ended.
  await publishEvent(tx, { type: "call.ended", subjectId: report.callId });
  const providerCallId = call.providerCallId ?? report.providerCallId;
  if (providerCallId !== null && isMissedCall({ direction: call.direction, outcome })) {
    const { provider, clientNumber: number } = call;
    await noteMissedCall(tx, { provider, providerCallId, number, missedAt: endedAt });
  }
  return { isChanged: true };
}

function mergeData(
  reported: Record<string, unknown> | null,
  noted: Record<string, unknown> | null,
): Record<string, unknown> | null {
  return reported === null && noted === null ? null : { ...reported, ...noted };
}

function durationSeconds(report: CallReport, endedAt: Date): number | null {
  if (!report.startedAt) return report.durationSeconds;
  return Math.max(0, Math.round((endedAt.getTime() - report.startedAt.getTime()) / 1_000));
}
