import "server-only";
import { and, eq, exists, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { conversationMembers } from "@/db/schema/conversation-members";
import { conversationMentions } from "@/db/schema/conversation-mentions";
import { type CONVERSATION_STATUSES, conversations } from "@/db/schema/conversations";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import type { MessageChannel } from "@/lib/domain/messages/message-input";
import { matchesConversation } from "./search-conversations";

export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number];

export type ConversationFilter = {
  status?: ConversationStatus | null;
  /** "me" is the person who looks, "none" nobody; otherwise a user's id. */
  assignee?: "me" | "none" | (string & {}) | null;
  isUnread?: boolean;
  isWaiting?: boolean;
  /** With a message of which nobody knows whether it went. */
  isUnknown?: boolean;
  /** Where the person who looks was named in a note, seen or not. */
  isMentioned?: boolean;
  tag?: string | null;
  /** Of the newest message. */
  channel?: MessageChannel | null;
  /** The beginnings of words of the name or of messages, or a number in any spelling. */
  query?: string | null;
  /** "waiting" lists only those who wait for an answer, the longest wait first. */
  sort?: "newest" | "waiting";
};

/** Whether a conversation has something of the person's that the one who looks has not read. What is resolved is read. */
export const IS_UNREAD = sql<boolean>`(${conversations.status} <> 'resolved' and ${conversations.lastInboundAt} is not null
  and (${conversationMembers.readAt} is null or ${conversations.lastInboundAt} > ${conversationMembers.readAt}))`;

/**
 * Whether the provider's answer to a message of the conversation was lost, and nobody has told since whether it went. Asked of
 * the few such messages that a firm has, not of each conversation.
 */
export function hasUnknownSend(tx: TenantTx): SQL<boolean> {
  return sql<boolean>`${conversations.id} in (select m.conversation_id from message_sends s
    join messages m on m.tenant_id = s.tenant_id and m.id = s.message_id
    where s.tenant_id = ${tx.tenantId} and s.state = 'unknown')`;
}

/** The row of one person of the firm in a conversation, for a left join. */
export function memberOf(userId: string): SQL | undefined {
  return and(
    eq(conversationMembers.tenantId, conversations.tenantId),
    eq(conversationMembers.conversationId, conversations.id),
    eq(conversationMembers.userId, userId),
  );
}

/** The newest message of a conversation, for a left join. */
export function newestMessage(): SQL | undefined {
  return and(eq(messages.tenantId, conversations.tenantId), eq(messages.id, conversations.lastMessageId));
}

/** The conditions of a filter over conversations joined with `memberOf` and `newestMessage`. */
export function conditionsOf(tx: TenantTx, userId: string, filter: ConversationFilter): (SQL | undefined)[] {
  const isWaiting = filter.isWaiting || filter.sort === "waiting";
  return [
    ownRows(tx, conversations.tenantId),
    // A conversation of which only notes about messages arrived has nothing to show yet.
    isNotNull(conversations.lastMessageId),
    filter.status ? eq(conversations.status, filter.status) : undefined,
    assignedTo(filter.assignee, userId),
    filter.isUnread ? and(inArray(conversations.status, ["open", "snoozed"]), IS_UNREAD) : undefined,
    isWaiting ? isNotNull(conversations.waitingSince) : undefined,
    filter.isUnknown ? hasUnknownSend(tx) : undefined,
    filter.isMentioned ? mentions(tx, userId) : undefined,
    filter.tag ? sql`${filter.tag} = any(${conversations.tags})` : undefined,
    filter.channel ? eq(messages.channel, filter.channel) : undefined,
    matchesConversation(tx, filter.query),
  ];
}

function assignedTo(assignee: string | null | undefined, userId: string): SQL | undefined {
  if (!assignee) return undefined;
  if (assignee === "none") return isNull(conversations.assignedUserId);
  return eq(conversations.assignedUserId, assignee === "me" ? userId : assignee);
}

function mentions(tx: TenantTx, userId: string): SQL {
  return exists(
    tx
      .select({ one: sql`1` })
      .from(conversationMentions)
      .where(
        and(
          eq(conversationMentions.tenantId, conversations.tenantId),
          eq(conversationMentions.conversationId, conversations.id),
          eq(conversationMentions.userId, userId),
        ),
      ),
  );
}
