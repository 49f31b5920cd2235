import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { TranscriptTurn } from "@/db/schema/call-logs";
import { type OPTOUT_CHANNELS, optoutEvents } from "@/db/schema/optout-events";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { classifyOptOutText } from "@/lib/domain/compliance/classify-opt-out-text";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import type { LockedCall } from "./lock-call";

export type OptOutChannel = (typeof OPTOUT_CHANNELS)[number];

/** The first turn in which the client wishes to be left alone, in whatever words (CMP-02). */
export function findStopTurn(turns: readonly TranscriptTurn[]): TranscriptTurn | undefined {
  return turns.find((turn) => {
    if (turn.role !== "client") return false;
    const { kind } = classifyOptOutText(turn.text);
    return kind === "stop" || kind === "stop_intent";
  });
}

/**
 * Acts upon a wish to be left alone that was spoken, not sent through a tool: the number is blocked for everything
 * automated, and a person is asked to look at the words. Once for a call, which is locked with its number.
 */
export async function suppressContact(
  tx: TenantTx,
  call: Pick<LockedCall, "id" | "clientNumber">,
  spoken: { turn: TranscriptTurn; saidAt: Date },
): Promise<void> {
  if (!call.clientNumber.startsWith("+") || (await hasStopFrom(tx, call.id, "all"))) return;
  await recordOptOut(tx, {
    e164: call.clientNumber,
    channel: "all",
    kind: "stop",
    source: "voice_call",
    occurredAt: spoken.saidAt,
    sourceCallId: call.id,
    words: spoken.turn.text,
    needsReview: true,
  });
  await recordAutomation(tx, {
    trigger: "call.transcript",
    action: "optout.review_asked",
    subjectType: "call",
    subjectId: call.id,
    detail: { second: spoken.turn.second },
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
