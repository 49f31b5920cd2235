import "server-only";
import { eq } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import type { TenantTx } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { type ConversationState, isSameState } from "./conversation-change";
import { listBarredContacts } from "./list-barred-contacts";
import { listMembers } from "./list-members";
import type { ConversationRow } from "./lock-conversation";
import { lockConversations } from "./lock-conversations";
import { recordConversationEvent } from "./record-conversation-event";
import { TOUCHED } from "./touch-conversation";
import { wakeConversationsJob } from "./wake-conversations.job";

type Restored = { id: string; before: ConversationState; after: ConversationState };
/** `refused`: it would go to somebody who has left the firm, or may not see the contact any more. */
export type RestoreOutcome = { id: string; outcome: "restored" | "changed_meanwhile" | "refused" | "not_found" };

/**
 * Takes changes back: each conversation stands as it was before, unless somebody or a new message changed it since, or it
 * would be given to a person who is not of the firm or stands outside the contact's wall. A time to come back at that has passed meanwhile leaves it open.
 */
export async function restoreConversations(
  tx: TenantTx,
  { changes, now }: { changes: readonly Restored[]; now: Date },
): Promise<RestoreOutcome[]> {
  const rows = await lockConversations(
    tx,
    changes.map(({ id }) => id),
  );
  const assignees = [...new Set(changes.flatMap((change) => assigneeOf(change) ?? []))];
  const members = await listMembers(tx, assignees);
  const barredBy = await listBarred(tx, assignees, rows);
  const outcomes: RestoreOutcome[] = [];
  for (const { id, before, after } of changes) {
    const row = rows.find((each) => each.id === id);
    if (!row || !isSameState(row, after)) {
      outcomes.push({ id, outcome: row ? "changed_meanwhile" : "not_found" });
      continue;
    }
    const assignee = assigneeOf({ before, after });
    if (assignee !== null && (!members.has(assignee) || isBarred(assignee, row, barredBy))) {
      outcomes.push({ id, outcome: "refused" });
      continue;
    }
    await restore(tx, { id, before: stillToCome(before, now), after });
    outcomes.push({ id, outcome: "restored" });
  }
  return outcomes;
}

type BarredBy = ReadonlyMap<string, ReadonlySet<string>>;

/** For everybody to whom something would be given back, the contacts that they may not see. */
async function listBarred(
  tx: TenantTx,
  assignees: readonly string[],
  rows: readonly ConversationRow[],
): Promise<BarredBy> {
  const barredBy = new Map<string, ReadonlySet<string>>();
  for (const userId of assignees) {
    const contactIds = rows.map(({ contactId }) => contactId);
    barredBy.set(userId, await listBarredContacts(tx, userId, contactIds));
  }
  return barredBy;
}

function isBarred(assignee: string, { contactId }: ConversationRow, barredBy: BarredBy): boolean {
  return contactId !== null && (barredBy.get(assignee)?.has(contactId) ?? false);
}

/** Whom taking the change back gives the conversation to; null when it changes nobody's hands, or leaves it to nobody. */
function assigneeOf({ before, after }: Pick<Restored, "before" | "after">): string | null {
  return before.assignedUserId === after.assignedUserId ? null : before.assignedUserId;
}

function stillToCome(before: ConversationState, now: Date): ConversationState {
  const isOver = before.status === "snoozed" && (before.snoozedUntil === null || before.snoozedUntil <= now);
  return isOver ? { ...before, status: "open", snoozedUntil: null } : before;
}

async function restore(tx: TenantTx, { id, before, after }: Restored): Promise<void> {
  const { status, snoozedUntil, assignedUserId, tags } = before;
  await tx
    .update(conversations)
    .set({ status, snoozedUntil, assignedUserId, tags, ...TOUCHED })
    .where(eq(conversations.id, id));
  for (const event of eventsBetween(after, before)) await recordConversationEvent(tx, id, event);
  if (status === "snoozed" && snoozedUntil !== null) {
    await enqueue(
      tx,
      wakeConversationsJob,
      {},
      { at: snoozedUntil, singletonKey: `wake:${snoozedUntil.toISOString()}` },
    );
  }
}

type Event = Parameters<typeof recordConversationEvent>[2];

function eventsBetween(from: ConversationState, to: ConversationState): Event[] {
  const events: Event[] = [];
  if (from.status !== to.status) events.push(statusEvent(to));
  if (from.assignedUserId !== to.assignedUserId) {
    const { assignedUserId: userId } = to;
    events.push(userId === null ? { kind: "unassigned" } : { kind: "assigned", detail: { userId } });
  }
  const added = to.tags.filter((tag) => !from.tags.includes(tag));
  const removed = from.tags.filter((tag) => !to.tags.includes(tag));
  events.push(...added.map((tag): Event => ({ kind: "tagged", detail: { tag } })));
  events.push(...removed.map((tag): Event => ({ kind: "untagged", detail: { tag } })));
  return events;
}

function statusEvent({ status, snoozedUntil }: ConversationState): Event {
  if (status === "open") return { kind: "reopened" };
  if (status === "resolved") return { kind: "resolved" };
  return { kind: "snoozed", detail: { until: (snoozedUntil ?? new Date(0)).toISOString() } };
}
