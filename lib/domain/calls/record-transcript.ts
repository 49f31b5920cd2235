import "server-only";
import { eq, sql } from "drizzle-orm";
import { callLogs, type TranscriptTurn } from "@/db/schema/call-logs";
import type { TenantTx } from "@/db/tenant";
import { suppressIfAsked } from "./suppress-if-asked";

export type SpokenTurn = {
  callId: string;
  role: TranscriptTurn["role"];
  text: string;
  /** From the start of the call; null when the provider did not say, then `saidAt` decides. */
  second: number | null;
  saidAt: Date;
  receivedAt: Date;
};

const MAX_TURNS = 2_000;

/**
 * Adds what was just said to a call that is not yet reported, for the live view. The same turn twice is one, and turns
 * stand in the order in which they were said, whatever the order of arrival. The report's transcript replaces them.
 */
export async function recordTranscript(tx: TenantTx, spoken: SpokenTurn): Promise<{ isChanged: boolean }> {
  const { callId, role, text, saidAt } = spoken;
  await suppressIfAsked(tx, { callId, turn: { role, text, second: spoken.second ?? 0 }, saidAt });
  const [call] = await tx
    .select({
      transcript: callLogs.transcript,
      reportedAt: callLogs.reportedAt,
      startedAt: callLogs.startedAt,
      answeredAt: callLogs.answeredAt,
      dialAttemptedAt: callLogs.dialAttemptedAt,
      createdAt: callLogs.createdAt,
    })
    .from(callLogs)
    .where(eq(callLogs.id, callId))
    .for("update");
  if (!call || call.reportedAt !== null || call.transcript.length >= MAX_TURNS) return { isChanged: false };
  const start = call.answeredAt ?? call.startedAt ?? call.dialAttemptedAt ?? call.createdAt;
  const second = spoken.second ?? Math.max(0, (saidAt.getTime() - start.getTime()) / 1_000);
  const turn: TranscriptTurn = { role, text, second: Math.round(second * 10) / 10 };
  if (call.transcript.some((each) => isSame(each, turn))) return { isChanged: false };
  const transcript = [...call.transcript, turn].sort(inSpokenOrder);
  await tx
    .update(callLogs)
    .set({ transcript, revision: sql`${callLogs.revision} + 1`, updatedAt: spoken.receivedAt })
    .where(eq(callLogs.id, callId));
  return { isChanged: true };
}

/**
 * Takes over the conversation so far, where the provider sends it along with something else. A shorter one is older than
 * what is known; after the report there is nothing to add.
 */
export async function recordTurns(
  tx: TenantTx,
  heard: { callId: string; turns: TranscriptTurn[]; receivedAt: Date },
): Promise<void> {
  const { callId, turns, receivedAt } = heard;
  const [known] = await tx.select({ transcript: callLogs.transcript }).from(callLogs).where(eq(callLogs.id, callId));
  if (!known || turns.length <= known.transcript.length) return;
  for (const turn of turns.slice(known.transcript.length)) {
    await suppressIfAsked(tx, { callId, turn, saidAt: receivedAt });
  }
  const [call] = await tx
    .select({ transcript: callLogs.transcript, reportedAt: callLogs.reportedAt })
    .from(callLogs)
    .where(eq(callLogs.id, callId))
    .for("update");
  if (!call || call.reportedAt !== null || turns.length <= call.transcript.length) return;
  await tx
    .update(callLogs)
    .set({
      transcript: turns.slice(0, MAX_TURNS),
      revision: sql`${callLogs.revision} + 1`,
      updatedAt: receivedAt,
    })
    .where(eq(callLogs.id, callId));
}

function isSame(left: TranscriptTurn, right: TranscriptTurn): boolean {
  return left.role === right.role && left.second === right.second && left.text === right.text;
}

function inSpokenOrder(left: TranscriptTurn, right: TranscriptTurn): number {
  return left.second - right.second || left.role.localeCompare(right.role) || left.text.localeCompare(right.text);
}
