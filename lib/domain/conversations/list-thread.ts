import "server-only";
import { eq, type SQL, sql } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import { rowsOf, type TenantTx } from "@/db/tenant";
import { type Cursor, decodeTimeCursor, encodeCursor } from "@/lib/core/cursor";
import { readThreadItems } from "./read-thread-items";
import type { ThreadItem } from "./thread-item";

export type ThreadQuery = {
  conversationId: string;
  /** The `olderCursor` of a page: what stands before it. */
  before?: string | null | undefined;
  /** The `newerCursor` of a page: what came after it. */
  after?: string | null | undefined;
  /** Jumps to the first item at or after this instant. Without any of the three the newest page comes. */
  from?: Date | null | undefined;
  limit: number;
};

export type ThreadPage = {
  /** Oldest first. */
  items: ThreadItem[];
  /** Null when nothing older is there. */
  olderCursor: string | null;
  /** Null at the end of the thread. */
  newerCursor: string | null;
};

export type ThreadEntry = { kind: ThreadItem["kind"]; id: string; at: string };

const NOTHING: ThreadPage = { items: [], olderCursor: null, newerCursor: null };

/**
 * A window of what happened between the firm and one person, in the order of the provider's time: messages, calls, notes
 * and what staff did. Empty for an unknown conversation, another firm's, and one behind a wall.
 */
export async function listThread(tx: TenantTx, query: ThreadQuery): Promise<ThreadPage> {
  const [conversation] = await tx
    .select({ contactId: conversations.contactId, clientAddress: conversations.clientAddress })
    .from(conversations)
    .where(eq(conversations.id, query.conversationId));
  if (!conversation) return NOTHING;
  const window = windowOf(query);
  const about = { conversationId: query.conversationId, ...conversation };
  const entries = await rowsOf<ThreadEntry>(tx, timeline(tx, about, window, query.limit + 1));
  const hasMore = entries.length > query.limit;
  const page = entries.slice(0, query.limit);
  if (window.isForward) {
    const items = await readThreadItems(tx, page);
    return { items, olderCursor: cursorOf(page[0]), newerCursor: hasMore ? cursorOf(page.at(-1)) : null };
  }
  page.reverse();
  const items = await readThreadItems(tx, page);
  return {
    items,
    olderCursor: hasMore ? cursorOf(page[0]) : null,
    newerCursor: query.before ? cursorOf(page.at(-1)) : null,
  };
}

type Window = { isForward: boolean; edge: (at: SQL, id: SQL) => SQL };

function windowOf({ before, after, from }: ThreadQuery): Window {
  const older = edgeOf(before);
  if (older) return { isForward: false, edge: (at, id) => sql`(${at}, ${id}) < ${older}` };
  const newer = edgeOf(after);
  if (newer) return { isForward: true, edge: (at, id) => sql`(${at}, ${id}) > ${newer}` };
  if (from) return { isForward: true, edge: (at) => sql`${at} >= ${from.toISOString()}::timestamptz` };
  return { isForward: false, edge: () => sql`true` };
}

function edgeOf(text: string | null | undefined): SQL | null {
  const cursor: Cursor | null = decodeTimeCursor(text);
  if (cursor === null) return null;
  return sql`(${cursor.value}::timestamptz, ${cursor.id}::uuid)`;
}

function cursorOf(entry: ThreadEntry | undefined): string | null {
  return entry ? encodeCursor({ value: entry.at, id: entry.id }) : null;
}

type About = { conversationId: string; contactId: string | null; clientAddress: string };

/** Each kind is cut to the window by itself, in the order of its index, and the window is cut from all of them. */
function timeline(tx: TenantTx, about: About, { isForward, edge }: Window, limit: number): SQL {
  const direction = isForward ? sql`asc` : sql`desc`;
  const branch = (kind: SQL, table: SQL, at: SQL, condition: SQL) => sql`(select ${kind} as kind, t.id, ${at} as at
    from ${table} t where t.tenant_id = ${tx.tenantId} and ${condition} and ${edge(at, sql`t.id`)}
    order by ${at} ${direction}, t.id ${direction} limit ${limit})`;
  const own = sql`t.conversation_id = ${about.conversationId}`;
  const calls =
    about.contactId === null
      ? sql`t.contact_id is null and t.client_number = ${about.clientAddress}`
      : sql`t.contact_id = ${about.contactId}`;
  return sql`select kind, id, at::text as at from (
    ${branch(sql`'message'`, sql`messages`, sql`t.sent_at`, sql`${own} and t.state_rank >= 0`)}
    union all ${branch(sql`'call'`, sql`call_logs`, sql`coalesce(t.started_at, t.dial_attempted_at, t.created_at)`, calls)}
    union all ${branch(sql`'note'`, sql`conversation_notes`, sql`t.created_at`, own)}
    union all ${branch(sql`'event'`, sql`conversation_events`, sql`t.created_at`, own)}
  ) items order by items.at ${direction}, items.id ${direction} limit ${limit}`;
}
