import "server-only";
import { asc, inArray, sql } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { conversationEvents } from "@/db/schema/conversation-events";
import { conversationMentions } from "@/db/schema/conversation-mentions";
import { conversationNotes } from "@/db/schema/conversation-notes";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";
import type { ThreadEntry } from "./list-thread";
import { readThreadMessages } from "./read-thread-messages";
import type { ThreadCall, ThreadEvent, ThreadItem, ThreadNote } from "./thread-item";

/** Names of the firm's people by their user id, of those who left too. */
export type Names = ReadonlyMap<string, string | null>;

/** Brings the items of a timeline with all that a thread shows, in the order in which they are given. */
export async function readThreadItems(tx: TenantTx, entries: readonly ThreadEntry[]): Promise<ThreadItem[]> {
  const idsOf = (kind: ThreadItem["kind"]) => entries.filter((entry) => entry.kind === kind).map(({ id }) => id);
  const items: ThreadItem[] = [
    ...(await readThreadMessages(tx, idsOf("message"))),
    ...(await readCalls(tx, idsOf("call"))),
    ...(await readNotes(tx, idsOf("note"))),
    ...(await readEvents(tx, idsOf("event"))),
  ];
  const named = await nameAll(tx, items);
  const byId = new Map(named.map((item) => [item.id, item]));
  return entries.flatMap(({ id }) => byId.get(id) ?? []);
}

async function readCalls(tx: TenantTx, ids: string[]): Promise<ThreadCall[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({
      id: callLogs.id,
      startedAt: callLogs.startedAt,
      dialAttemptedAt: callLogs.dialAttemptedAt,
      createdAt: callLogs.createdAt,
      direction: callLogs.direction,
      purpose: callLogs.purpose,
      state: callLogs.state,
      dialState: callLogs.dialState,
      outcome: callLogs.outcome,
      failureCode: callLogs.failureCode,
      durationSeconds: callLogs.durationSeconds,
      summary: callLogs.summary,
      clientNumber: callLogs.clientNumber,
      isSimulated: callLogs.isSimulated,
      scheduledFor: callLogs.scheduledFor,
    })
    .from(callLogs)
    .where(inArray(callLogs.id, ids));
  return rows.map(({ startedAt, dialAttemptedAt, createdAt, ...call }) => ({
    kind: "call",
    at: startedAt ?? dialAttemptedAt ?? createdAt,
    ...call,
  }));
}

async function readNotes(tx: TenantTx, ids: string[]): Promise<ThreadNote[]> {
  if (ids.length === 0) return [];
  const rows = await tx.select().from(conversationNotes).where(inArray(conversationNotes.id, ids));
  const mentions = await tx
    .select({ noteId: conversationMentions.noteId, userId: conversationMentions.userId })
    .from(conversationMentions)
    .where(inArray(conversationMentions.noteId, ids))
    .orderBy(asc(conversationMentions.userId));
  return rows.map(({ id, createdAt, authorUserId, body }) => ({
    kind: "note",
    id,
    at: createdAt,
    authorUserId,
    authorName: null,
    body,
    mentions: mentions.filter(({ noteId }) => noteId === id).map(({ userId }) => ({ userId, name: null })),
  }));
}

async function readEvents(tx: TenantTx, ids: string[]): Promise<ThreadEvent[]> {
  if (ids.length === 0) return [];
  const rows = await tx.select().from(conversationEvents).where(inArray(conversationEvents.id, ids));
  return rows.map(({ id, createdAt, kind, actorUserId, detail }) => ({
    kind: "event",
    id,
    at: createdAt,
    event: kind,
    actorUserId,
    actorName: null,
    detail,
  }));
}

async function nameAll(tx: TenantTx, items: ThreadItem[]): Promise<ThreadItem[]> {
  const userIds = [...new Set(items.flatMap(peopleOf))];
  if (userIds.length === 0) return items;
  const names: Names = new Map(
    (
      await tx
        .select({
          userId: memberships.userId,
          name: sql<string | null>`nullif(concat_ws(' ', ${memberships.firstName}, ${memberships.lastName}), '')`,
        })
        .from(memberships)
        .where(inArray(memberships.userId, userIds))
    ).map(({ userId, name }) => [userId, name]),
  );
  return items.map((item) => withNames(item, names));
}

function peopleOf(item: ThreadItem): string[] {
  switch (item.kind) {
    case "message":
      return item.authorUserId === null ? [] : [item.authorUserId];
    case "note":
      return [item.authorUserId, ...item.mentions.map(({ userId }) => userId)];
    case "event": {
      const { userId } = item.detail;
      return [item.actorUserId, userId].filter((each) => typeof each === "string");
    }
    case "call":
      return [];
  }
}

function withNames(item: ThreadItem, names: Names): ThreadItem {
  const nameOf = (userId: string | null) => (userId === null ? null : (names.get(userId) ?? null));
  switch (item.kind) {
    case "message":
      return { ...item, authorName: nameOf(item.authorUserId) };
    case "note": {
      const mentions = item.mentions.map(({ userId }) => ({ userId, name: nameOf(userId) }));
      return { ...item, authorName: nameOf(item.authorUserId), mentions };
    }
    case "event": {
      const { userId } = item.detail;
      const name = typeof userId === "string" ? nameOf(userId) : null;
      const detail = name === null ? item.detail : { ...item.detail, name };
      return { ...item, actorName: nameOf(item.actorUserId), detail };
    }
    case "call":
      return item;
  }
}
