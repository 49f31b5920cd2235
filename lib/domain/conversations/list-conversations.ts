import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { conversationMembers } from "@/db/schema/conversation-members";
import { conversations } from "@/db/schema/conversations";
import { memberships } from "@/db/schema/memberships";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { type KeysetPage, toPage } from "@/lib/core/cursor";
import type { MessageChannel, MessageDirection, MessageState } from "@/lib/domain/messages/message-input";
import { type ConversationStatus, hasUnknownSend, IS_UNREAD, memberOf, newestMessage } from "./conversation-filter";
import { type ConversationQuery, orderOf, selectMatching, sortKeyOf } from "./select-matching";

/** The newest message of a conversation, as a list shows it: its latest wording, without words once it was taken back. */
export type LastMessage = {
  body: string;
  direction: MessageDirection;
  channel: MessageChannel;
  at: Date;
  state: MessageState;
  mediaCount: number;
  isDeleted: boolean;
};

export type ConversationRow = {
  id: string;
  contactId: string | null;
  /** The contact's name, or the one that a stranger gave themselves. */
  name: string | null;
  clientAddress: string;
  lastMessage: LastMessage | null;
  status: ConversationStatus;
  snoozedUntil: Date | null;
  assignedUserId: string | null;
  assignedName: string | null;
  tags: string[];
  isUnread: boolean;
  waitingSince: Date | null;
  /** Whether a number of the person is blocked on any channel that is written to. */
  isOptedOut: boolean;
  /** Whether it is unknown of a message to the person, the newest or an earlier one, if it went. */
  hasUnknownSend: boolean;
  revision: number;
};

const PREVIEW_LENGTH = 200;

/**
 * The firm's conversations, the newest message first, or those who wait the longest first. Behind a wall nothing is listed
 * (the database leaves it out). Keyset pages: `cursor` is the last page's `nextCursor`.
 */
export async function listConversations(
  tx: TenantTx,
  { userId, filter, cursor, limit }: ConversationQuery,
): Promise<KeysetPage<ConversationRow>> {
  // What a row shows is looked up for the page alone: a search that finds thousands is sorted and cut before.
  const found = selectMatching(tx, { userId, filter, cursor, limit: limit + 1 }).as("found");
  const rows = await tx
    .select({ ...columns, hasUnknownSend: hasUnknownSend(tx), sortKey: sql<string>`${sortKeyOf(filter)}::text` })
    .from(found)
    .innerJoin(conversations, and(ownRows(tx, conversations.tenantId), eq(conversations.id, found.id)))
    .leftJoin(messages, newestMessage())
    .leftJoin(
      memberships,
      and(eq(memberships.tenantId, conversations.tenantId), eq(memberships.userId, conversations.assignedUserId)),
    )
    .leftJoin(conversationMembers, memberOf(userId))
    .orderBy(...orderOf(filter));
  const page = toPage(rows, limit, (row) => ({ value: row.sortKey, id: row.id }));
  return { nextCursor: page.nextCursor, rows: page.rows.map(toRow) };
}

const columns = {
  id: conversations.id,
  contactId: conversations.contactId,
  // Looked up for each row of the page; joined, the planner reads all contacts of the firm for a short page.
  name: sql<string | null>`coalesce((select p.first_name || ' ' || p.last_name from contacts p
    where p.tenant_id = ${conversations.tenantId} and p.id = ${conversations.contactId}), ${conversations.senderName})`,
  clientAddress: conversations.clientAddress,
  status: conversations.status,
  snoozedUntil: conversations.snoozedUntil,
  assignedUserId: conversations.assignedUserId,
  assignedName: sql<string | null>`nullif(concat_ws(' ', ${memberships.firstName}, ${memberships.lastName}), '')`,
  tags: conversations.tags,
  isUnread: IS_UNREAD,
  waitingSince: conversations.waitingSince,
  isOptedOut: sql<boolean>`exists (select 1 from optout_registry o where o.tenant_id = ${conversations.tenantId}
    and o.state = 'opted_out' and o.channel in ('all', 'sms', 'whatsapp')
    and (o.e164 = ${conversations.clientAddress} or o.e164 in (select p.e164 from contact_phones p
      where p.tenant_id = ${conversations.tenantId} and p.contact_id = ${conversations.contactId})))`,
  revision: conversations.revision,
  message: {
    body: sql<string | null>`case when ${messages.deletedAt} is null
      then left(coalesce(${messages.edits} -> -1 ->> 'body', ${messages.body}), ${PREVIEW_LENGTH}::integer) else '' end`,
    direction: messages.direction,
    channel: messages.channel,
    at: messages.sentAt,
    state: messages.state,
    mediaCount: sql<number>`jsonb_array_length(${messages.media})`,
    deletedAt: messages.deletedAt,
  },
};

type Selected = Omit<ConversationRow, "lastMessage"> & {
  sortKey: string;
  message: (Omit<LastMessage, "isDeleted" | "body"> & { body: string | null; deletedAt: Date | null }) | null;
};

function toRow({ sortKey: _, message, ...row }: Selected): ConversationRow {
  if (message === null) return { ...row, lastMessage: null };
  const { deletedAt, body, ...last } = message;
  return { ...row, lastMessage: { ...last, body: body ?? "", isDeleted: deletedAt !== null } };
}
