import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { callLogs, type TranscriptTurn } from "@/db/schema/call-logs";
import { type OPTOUT_CHANNELS, optoutEvents } from "@/db/schema/optout-events";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { classifyOptOutText } from "@/lib/domain/compliance/classify-opt-out-text";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";

export type OptOutChannel = (typeof OPTOUT_CHANNELS)[number];

/**
 * Acts upon a client's wish to be left alone that was spoken, not sent through a tool: the number is blocked for
 * everything automated, and a person is asked to look at the words (CMP-02). Once for a call. Call it before the call's
 * row is locked: the number's lock comes first wherever both are taken.
 */
export async function suppressIfAsked(
  tx: TenantTx,
  spoken: { callId: string; turn: TranscriptTurn; saidAt: Date },
): Promise<void> {
  const { callId, turn, saidAt } = spoken;
  if (turn.role !== "client") return;
  const { kind } = classifyOptOutText(turn.text);
  if (kind !== "stop" && kind !== "stop_intent") return;
  const [call] = await tx.select({ number: callLogs.clientNumber }).from(callLogs).where(eq(callLogs.id, callId));
  if (!call?.number.startsWith("+") || (await hasStopFrom(tx, callId, "all"))) return;
  await recordOptOut(tx, {
    e164: call.number,
    channel: "all",
    kind: "stop",
    source: "voice_call",
    occurredAt: saidAt,
    sourceCallId: callId,
    words: turn.text,
  });
  await recordAutomation(tx, {
    trigger: "call.transcript",
    action: "optout.review_asked",
    subjectType: "call",
    subjectId: callId,
    detail: { kind, second: turn.second },
  });
}

/** Whether this call already led to an opt-out that covers `channel`. */
export async function hasStopFrom(tx: TenantTx, callId: string, channel: OptOutChannel): Promise<boolean> {
  const [row] = await tx
    .select({ id: optoutEvents.id })
    .from(optoutEvents)
    .where(
      and(
        eq(optoutEvents.sourceCallId, callId),
        eq(optoutEvents.kind, "stop"),
        inArray(optoutEvents.channel, [channel, "all"]),
      ),
    )
    .limit(1);
  return row !== undefined;
}
