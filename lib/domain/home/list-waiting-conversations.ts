import "server-only";
import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { conversations } from "@/db/schema/conversations";
import { memberships } from "@/db/schema/memberships";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import type { MessageChannel } from "@/lib/domain/messages/message-input";

export type WaitingConversation = {
  id: string;
  /** Null for a stranger who gave no name. */
  name: string | null;
  clientAddress: string;
  channel: MessageChannel | null;
  /** The beginning of what was written last; empty for a file without words and for what was taken back. */
  lastWords: string;
  waitingSince: Date;
  assignedName: string | null;
};

const PREVIEW_LENGTH = 160;

/** Open conversations in which the person waits for an answer, the longest wait first, 20 at most. */
export async function listWaitingConversations(tx: TenantTx): Promise<WaitingConversation[]> {
  const rows = await tx
    .select({
      id: conversations.id,
      name: sql<string | null>`coalesce((select p.first_name || ' ' || p.last_name from contacts p
        where p.tenant_id = ${conversations.tenantId} and p.id = ${conversations.contactId}), ${conversations.senderName})`,
      clientAddress: conversations.clientAddress,
      channel: messages.channel,
      lastWords: sql<string>`coalesce(case when ${messages.deletedAt} is null
        then left(coalesce(${messages.edits} -> -1 ->> 'body', ${messages.body}), ${PREVIEW_LENGTH}::integer) end, '')`,
      waitingSince: conversations.waitingSince,
      assignedName: sql<string | null>`nullif(concat_ws(' ', ${memberships.firstName}, ${memberships.lastName}), '')`,
    })
    .from(conversations)
    .leftJoin(
      messages,
      and(eq(messages.tenantId, conversations.tenantId), eq(messages.id, conversations.lastMessageId)),
    )
    .leftJoin(
      memberships,
      and(eq(memberships.tenantId, conversations.tenantId), eq(memberships.userId, conversations.assignedUserId)),
    )
    .where(
      and(ownRows(tx, conversations.tenantId), isNotNull(conversations.waitingSince), eq(conversations.status, "open")),
    )
    .orderBy(asc(conversations.waitingSince), asc(conversations.id))
    .limit(20);
  return rows.flatMap(({ waitingSince, ...row }) => (waitingSince === null ? [] : [{ ...row, waitingSince }]));
}
