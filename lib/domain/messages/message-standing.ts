import "server-only";
import type { MessageDirection, MessageState } from "./message-input";

/**
 * How far a message came. `delivered` stands above the failures: two systems may tell of one message, and once one of
 * them saw it arrive, it arrived. An inbound message is `received` and moves no further. No two states share a rank, so the
 * order of arrival never decides (WH-07).
 */
const RANKS: Record<MessageState, number> = {
  unknown: 0,
  queued: 1,
  sent: 2,
  failed: 3,
  undelivered: 4,
  delivered: 5,
  read: 6,
  received: 7,
};

/** Below every rank: what is kept of a message that nobody told of yet, only of its state, edit or deletion. */
const AWAITED_BELOW = 100;

export type MessageStanding = { state: MessageState; failureCode: string | null; failureReason: string | null };

/** The value of `messages.state_rank`: below zero while the message itself is awaited. */
export function stateRankOf(state: MessageState, { isAwaited = false } = {}): number {
  return RANKS[state] - (isAwaited ? AWAITED_BELOW : 0);
}

/** Whether only notes about a message are known, and its words are still to come. */
export function isAwaited(message: { stateRank: number }): boolean {
  return message.stateRank < 0;
}

/** What a provider says of a message, with blanks as null; an outbound message cannot be `received`. */
export function toldStanding(
  told: { state: MessageState; failureCode?: string | null; failureReason?: string | null },
  direction: MessageDirection,
): MessageStanding {
  if (direction === "inbound") return { state: "received", failureCode: null, failureReason: null };
  return {
    state: told.state === "received" ? "sent" : told.state,
    failureCode: told.failureCode?.trim() || null,
    failureReason: told.failureReason?.trim() || null,
  };
}

/** The further of two standings, whole: a reason never stands beside another's state. The same for every order. */
export function furtherStanding(one: MessageStanding, other: MessageStanding): MessageStanding {
  const difference =
    RANKS[one.state] - RANKS[other.state] ||
    compare(one.failureCode, other.failureCode) ||
    compare(one.failureReason, other.failureReason);
  return difference >= 0 ? one : other;
}

/** Something beats nothing; between two texts the order is only there to be the same each time. */
function compare(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null) return -1;
  if (other === null) return 1;
  return one < other ? 1 : -1;
}
