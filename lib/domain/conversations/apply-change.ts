import "server-only";
import { inArray } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import {
  type ChangeOutcome,
  type ConversationChange,
  type ConversationState,
  MOST_TAGS,
  normalizeTag,
  requireSnoozeTime,
  stateAfter,
} from "./conversation-change";
import { listBarredContacts } from "./list-barred-contacts";
import { listMembers } from "./list-members";
import type { ConversationRow } from "./lock-conversation";
import { lockConversations } from "./lock-conversations";
import { recordConversationEvent } from "./record-conversation-event";
import { TOUCHED } from "./touch-conversation";
import { wakeConversationsJob } from "./wake-conversations.job";

type Applying = { ids: readonly string[]; change: ConversationChange; now: Date };

/**
 * Changes conversations that this person may see, all in one order, and says of each what became of it, in the order of
 * `ids`. What another firm has, or stands behind a wall, is as unknown as what is not there.
 * @throws AppError `invalid_input` for a person who is not of the firm, a time that is over, and a tag that is none
 */
export async function applyChange(tx: TenantTx, { ids, change: asked, now }: Applying): Promise<ChangeOutcome[]> {
  const change = await check(tx, asked, now);
  const rows = await lockConversations(tx, ids);
  const barred =
    change.kind === "assign" && change.userId !== null
      ? await listBarredContacts(
          tx,
          change.userId,
          rows.map(({ contactId }) => contactId),
        )
      : new Set<string>();
  const outcomes = new Map(rows.map((row) => [row.id, outcomeOf(row, change, barred)]));
  await write(
    tx,
    [...outcomes.values()].flatMap((each) => (each.outcome === "changed" ? [each] : [])),
    change,
  );
  return ids.map((id) => outcomes.get(id) ?? { id, outcome: "not_found" });
}

async function check(tx: TenantTx, change: ConversationChange, now: Date): Promise<ConversationChange> {
  switch (change.kind) {
    case "assign": {
      const { userId } = change;
      const isMember = userId === null || (await listMembers(tx, [userId])).has(userId);
      if (!isMember) throw new AppError("invalid_input", "This person does not belong to the firm");
      return change;
    }
    case "snooze":
      requireSnoozeTime(change.until, now);
      return change;
    case "tag":
    case "untag":
      return { ...change, tag: normalizeTag(change.tag) };
    default:
      return change;
  }
}

function outcomeOf(row: ConversationRow, change: ConversationChange, barred: ReadonlySet<string>): ChangeOutcome {
  const { id, status, snoozedUntil, assignedUserId, tags } = row;
  const before = { status, snoozedUntil, assignedUserId, tags };
  const after = stateAfter(before, change);
  if (after === null) return { id, outcome: "unchanged" };
  const isBarred = row.contactId !== null && barred.has(row.contactId);
  if (isBarred || after.tags.length > MOST_TAGS) return { id, outcome: "refused" };
  return { id, outcome: "changed", before, after };
}

type Changed = Extract<ChangeOutcome, { outcome: "changed" }>;

async function write(tx: TenantTx, changed: Changed[], change: ConversationChange): Promise<void> {
  if (changed.length === 0) return;
  // Tags differ from row to row; everything else is the same for all.
  for (const [key, group] of Object.entries(Object.groupBy(changed, ({ after }) => JSON.stringify(after.tags)))) {
    const ids = (group ?? []).map(({ id }) => id);
    const [first] = group ?? [];
    if (first)
      await tx
        .update(conversations)
        .set(columnsOf(first, change, key))
        .where(inArray(conversations.id, ids));
  }
  const ids = changed.map(({ id }) => id);
  await recordConversationEvent(tx, ids, eventOf(change));
  if (change.kind === "snooze") {
    const key = `wake:${change.until.toISOString()}`;
    await enqueue(tx, wakeConversationsJob, {}, { at: change.until, singletonKey: key });
  }
}

function columnsOf({ after }: Changed, change: ConversationChange, tags: string) {
  const isTag = change.kind === "tag" || change.kind === "untag";
  const { status, snoozedUntil, assignedUserId } = after;
  if (isTag) return { tags: JSON.parse(tags) as ConversationState["tags"], ...TOUCHED };
  return change.kind === "assign" ? { assignedUserId, ...TOUCHED } : { status, snoozedUntil, ...TOUCHED };
}

function eventOf(change: ConversationChange): Parameters<typeof recordConversationEvent>[2] {
  switch (change.kind) {
    case "assign":
      return change.userId === null ? { kind: "unassigned" } : { kind: "assigned", detail: { userId: change.userId } };
    case "resolve":
      return { kind: "resolved" };
    case "reopen":
      return { kind: "reopened" };
    case "snooze":
      return { kind: "snoozed", detail: { until: change.until.toISOString() } };
    case "tag":
      return { kind: "tagged", detail: { tag: change.tag } };
    case "untag":
      return { kind: "untagged", detail: { tag: change.tag } };
  }
}
