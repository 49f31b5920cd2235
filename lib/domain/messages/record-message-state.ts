import "server-only";
import type { TenantTx } from "@/db/tenant";
import { acknowledgeSend } from "@/lib/domain/sends/acknowledge-send";
import { settleSendCredits } from "@/lib/domain/sends/settle-send-credits";
import { lockMessage, type MessageRow } from "./find-message";
import type { MessageKey, MessageNoteResult, MessageState, MessageTrace } from "./message-input";
import { furtherStanding, isAwaited, stateRankOf, toldStanding } from "./message-standing";
import { noteOnMessage } from "./note-on-message";
import { parkMessage } from "./park-message";
import { publishMessageFailure } from "./publish-message-failure";
import { reviseMessage } from "./revise-message";
import { takeMessage } from "./take-message";

export type MessageStateInput = MessageKey &
  MessageTrace & {
    eventId: string | null;
    state: MessageState;
    /** By the provider's clock, or the arrival where it tells none. */
    at: Date;
    failureCode?: string | null;
    failureReason?: string | null;
  };

/**
 * Notes how far an outbound message came. It never goes back, and the end is the same in whatever order the states arrive
 * (WH-07). The state of a message that nobody told of yet is parked when the note names its client; the state of an
 * inbound one says nothing.
 */
export async function recordMessageState(tx: TenantTx, input: MessageStateInput): Promise<MessageNoteResult> {
  const known = await takeAnswered(tx, input);
  const told = toldStanding(input, "outbound");
  const kept = known
    ? await advance(tx, input, known)
    : await parkMessage(tx, input, { direction: "outbound", at: input.at, ...told });
  if (kept.outcome === "unchanged") return kept;
  await noteOnMessage(
    tx,
    { eventId: input.eventId, messageId: kept.messageId },
    {
      action: `message.state_${kept.outcome}`,
      status: kept.outcome === "unknown" ? "skipped" : "done",
      detail: {
        provider: input.provider,
        from: known?.state ?? null,
        to: told.state,
        failureCode: told.failureCode,
      },
    },
  );
  if (kept.messageId !== null) {
    const { messageId } = kept;
    const after = known ? furtherStanding(known, told).state : told.state;
    await publishMessageFailure(tx, { messageId, before: known?.state ?? null, after });
    if (kept.outcome === "changed") await settleSendCredits(tx, { messageId, state: after });
  }
  return kept;
}

/** The message, after what is told of it was taken as the answer to its send, where that was lost. */
async function takeAnswered(tx: TenantTx, input: MessageStateInput): Promise<MessageRow | null> {
  const { known } = await takeMessage(tx, input);
  if (known === null || known.direction === "inbound" || isAwaited(known)) return known;
  const isAnswer = await acknowledgeSend(tx, { messageId: known.id, now: new Date() });
  return isAnswer ? lockMessage(tx, known.id) : known;
}

async function advance(tx: TenantTx, input: MessageStateInput, row: MessageRow): Promise<MessageNoteResult> {
  if (row.direction === "inbound") return { outcome: "unchanged", messageId: row.id };
  const standing = furtherStanding(row, toldStanding(input, "outbound"));
  const isEarlier = isAwaited(row) && input.at < row.sentAt;
  if (standing === row && !isEarlier) return { outcome: "unchanged", messageId: row.id };
  const { state, failureCode, failureReason } = standing;
  const stateRank = stateRankOf(state, { isAwaited: isAwaited(row) });
  return reviseMessage(tx, row, { state, failureCode, failureReason, stateRank }, { at: input.at });
}
