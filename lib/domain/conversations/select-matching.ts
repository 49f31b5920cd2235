import "server-only";
import { and, asc, desc, type SQL, sql } from "drizzle-orm";
import { conversationMembers } from "@/db/schema/conversation-members";
import { conversations } from "@/db/schema/conversations";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { type Cursor, decodeTimeCursor } from "@/lib/core/cursor";
import { type ConversationFilter, conditionsOf, memberOf, newestMessage } from "./conversation-filter";

export type ConversationQuery = {
  /** Who looks. */
  userId: string;
  filter: ConversationFilter;
  cursor?: string | null | undefined;
  limit: number;
};

/**
 * The ids of what a filter finds for a person, in the order of its list. In their order and cut even where they are only
 * counted: Postgres then walks an index of the firm's and stops, where it would read the table of all firms.
 */
export function selectMatching(tx: TenantTx, { userId, filter, cursor, limit }: ConversationQuery) {
  return tx
    .select({ id: conversations.id })
    .from(conversations)
    .leftJoin(messages, newestMessage())
    .leftJoin(conversationMembers, memberOf(userId))
    .where(and(...conditionsOf(tx, userId, filter), after(decodeTimeCursor(cursor), filter)))
    .orderBy(...orderOf(filter))
    .limit(limit);
}

/** The column by which a filter's list is ordered. */
export function sortKeyOf({ sort }: ConversationFilter) {
  return sort === "waiting" ? conversations.waitingSince : conversations.lastMessageAt;
}

/** The newest message first, or the longest wait. */
export function orderOf(filter: ConversationFilter): SQL[] {
  const key = sortKeyOf(filter);
  return filter.sort === "waiting" ? [asc(key), asc(conversations.id)] : [desc(key), desc(conversations.id)];
}

function after(cursor: Cursor | null, filter: ConversationFilter): SQL | undefined {
  if (cursor === null) return undefined;
  const place = sql`(${cursor.value}::timestamptz, ${cursor.id}::uuid)`;
  const own = sql`(${sortKeyOf(filter)}, ${conversations.id})`;
  return filter.sort === "waiting" ? sql`${own} > ${place}` : sql`${own} < ${place}`;
}
