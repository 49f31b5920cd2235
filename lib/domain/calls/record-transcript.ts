import "server-only";
import { eq, sql } from "drizzle-orm";
import { callLogs, type TranscriptTurn } from "@/db/schema/call-logs";
import type { TenantTx } from "@/db/tenant";
import { type LockedCall, lockCall } from "./lock-call";
import { findStopTurn, suppressContact } from "./suppress-contact";

export type SpokenTurn = {
  callId: string;
  role: TranscriptTurn["role"];
  text: string;
  saidAt: Date;
  receivedAt: Date;
};

type HeardTurns = { turns: TranscriptTurn[]; receivedAt: Date };

const MAX_TURNS = 2_000;

/**
 * Adds what was just said to a call that is not yet reported, for the live view. The same turn twice is one, and turns
 * stand in the order in which they were said, whatever the order of arrival. The report's transcript replaces them.
 */
export async function recordTranscript(tx: TenantTx, spoken: SpokenTurn): Promise<void> {
  const { callId, role, text, saidAt } = spoken;
  const stop = findStopTurn([{ role, text, second: 0 }]);
  const call = await lockCall(tx, { callId, withNumber: stop !== undefined });
  if (!call) return;
  const start = call.answeredAt ?? call.startedAt ?? call.dialAttemptedAt ?? call.createdAt;
  const second = Math.max(0, Math.round((saidAt.getTime() - start.getTime()) / 100) / 10);
  const turn: TranscriptTurn = { role, text, second };
  if (stop) await suppressContact(tx, call, { turn, saidAt });
  if (call.reportedAt !== null || call.transcript.length >= MAX_TURNS) return;
  if (call.transcript.some((each) => isSame(each, turn))) return;
  await keepTurns(tx, call, {
    turns: [...call.transcript, turn].sort(inSpokenOrder),
    receivedAt: spoken.receivedAt,
  });
}

/** Takes over the conversation so far, where the provider sends it along with something else. */
export async function recordTurns(tx: TenantTx, heard: HeardTurns & { callId: string }): Promise<void> {
  const { callId, turns } = heard;
  if (turns.length === 0) return;
  const call = await lockCall(tx, { callId, withNumber: findStopTurn(turns) !== undefined });
  if (call) await takeOverTurns(tx, call, heard);
}

/**
 * The same for a call that is locked already, with its number if a stop may stand in the turns. A shorter conversation is
 * older than what is known; after the report there is nothing to add.
 */
export async function takeOverTurns(tx: TenantTx, call: LockedCall, heard: HeardTurns): Promise<void> {
  if (call.reportedAt !== null || heard.turns.length <= call.transcript.length) return;
  const stop = findStopTurn(heard.turns.slice(call.transcript.length));
  if (stop) await suppressContact(tx, call, { turn: stop, saidAt: heard.receivedAt });
  await keepTurns(tx, call, heard);
}

async function keepTurns(tx: TenantTx, call: LockedCall, heard: HeardTurns): Promise<void> {
  await tx
    .update(callLogs)
    .set({
      transcript: heard.turns.slice(0, MAX_TURNS),
      revision: sql`${callLogs.revision} + 1`,
      updatedAt: heard.receivedAt,
    })
    .where(eq(callLogs.id, call.id));
}

function isSame(left: TranscriptTurn, right: TranscriptTurn): boolean {
  return left.role === right.role && left.second === right.second && left.text === right.text;
}

function inSpokenOrder(left: TranscriptTurn, right: TranscriptTurn): number {
  return left.second - right.second || left.role.localeCompare(right.role) || left.text.localeCompare(right.text);
}
