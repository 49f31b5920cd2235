import "server-only";
import type { conversations } from "@/db/schema/conversations";
import { AppError } from "@/lib/core/errors";

/** What staff change about a conversation, and what Undo takes back. */
export type ConversationState = Pick<
  typeof conversations.$inferSelect,
  "status" | "snoozedUntil" | "assignedUserId" | "tags"
>;

export type ConversationChange =
  | { kind: "assign"; userId: string | null }
  | { kind: "resolve" }
  | { kind: "reopen" }
  | { kind: "snooze"; until: Date }
  | { kind: "tag"; tag: string }
  | { kind: "untag"; tag: string };

/** `refused`: the person may not see that contact, or the conversation has all the tags that it may have. */
export type ChangeOutcome =
  | { id: string; outcome: "changed"; before: ConversationState; after: ConversationState }
  | { id: string; outcome: "unchanged" | "refused" | "not_found" };

export const MOST_TAGS = 20;
const MAX_TAG_LENGTH = 40;
const MAX_SNOOZE_MS = 366 * 86_400_000;

/**
 * A tag as it is kept: lower case, single spaces, no control characters.
 * @throws AppError `invalid_input` for none or a too long one
 */
export function normalizeTag(typed: string): string {
  const tag = typed
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .trim()
    .replace(/^#+\s*/, "")
    .toLowerCase();
  if (tag === "" || tag.length > MAX_TAG_LENGTH) {
    throw new AppError("invalid_input", "A tag has between 1 and 40 characters");
  }
  return tag;
}

/**
 * Refuses a time to come back at that is over or more than a year away.
 * @throws AppError `invalid_input`
 */
export function requireSnoozeTime(until: Date, now: Date): void {
  const ahead = until.getTime() - now.getTime();
  if (!(ahead > 0 && ahead <= MAX_SNOOZE_MS)) {
    throw new AppError("invalid_input", "A conversation can be put off until a time within the next year");
  }
}

/** How a conversation stands after a change; null when nothing changes. */
export function stateAfter(before: ConversationState, change: ConversationChange): ConversationState | null {
  const after = { ...before, ...changed(before, change) };
  return isSameState(before, after) ? null : after;
}

function changed(before: ConversationState, change: ConversationChange): Partial<ConversationState> {
  switch (change.kind) {
    case "assign":
      return { assignedUserId: change.userId };
    case "resolve":
      return { status: "resolved", snoozedUntil: null };
    case "reopen":
      return { status: "open", snoozedUntil: null };
    case "snooze":
      return { status: "snoozed", snoozedUntil: change.until };
    case "tag":
      return before.tags.includes(change.tag) ? {} : { tags: [...before.tags, change.tag] };
    case "untag":
      return { tags: before.tags.filter((tag) => tag !== change.tag) };
  }
}

/** Whether two states are the same for whoever looks at them; the order of tags says nothing. */
export function isSameState(one: ConversationState, other: ConversationState): boolean {
  return (
    one.status === other.status &&
    one.assignedUserId === other.assignedUserId &&
    (one.snoozedUntil?.getTime() ?? null) === (other.snoozedUntil?.getTime() ?? null) &&
    one.tags.toSorted().join("\n") === other.tags.toSorted().join("\n")
  );
}
