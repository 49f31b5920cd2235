import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { contacts } from "@/db/schema/contacts";
import { conversationMentions } from "@/db/schema/conversation-mentions";
import { conversationNotes } from "@/db/schema/conversation-notes";
import { conversations } from "@/db/schema/conversations";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";

export type Mention = {
  noteId: string;
  conversationId: string;
  conversationName: string | null;
  clientAddress: string;
  body: string;
  authorName: string | null;
  at: Date;
  seenAt: Date | null;
};

/** Where a person was named, the newest first, 50 at most; not what has gone behind a wall since. */
export async function listMentions(tx: TenantTx, { userId }: { userId: string }): Promise<Mention[]> {
  return tx
    .select({
      noteId: conversationMentions.noteId,
      conversationId: conversationMentions.conversationId,
      conversationName: sql<
        string | null
      >`coalesce(${contacts.firstName} || ' ' || ${contacts.lastName}, ${conversations.senderName})`,
      clientAddress: conversations.clientAddress,
      body: conversationNotes.body,
      authorName: sql<string | null>`nullif(concat_ws(' ', ${memberships.firstName}, ${memberships.lastName}), '')`,
      at: conversationNotes.createdAt,
      seenAt: conversationMentions.seenAt,
    })
    .from(conversationMentions)
    .innerJoin(
      conversationNotes,
      and(
        eq(conversationNotes.tenantId, conversationMentions.tenantId),
        eq(conversationNotes.id, conversationMentions.noteId),
      ),
    )
    .innerJoin(
      conversations,
      and(
        eq(conversations.tenantId, conversationMentions.tenantId),
        eq(conversations.id, conversationMentions.conversationId),
      ),
    )
    .leftJoin(contacts, and(eq(contacts.tenantId, conversations.tenantId), eq(contacts.id, conversations.contactId)))
    .leftJoin(
      memberships,
      and(eq(memberships.tenantId, conversationNotes.tenantId), eq(memberships.userId, conversationNotes.authorUserId)),
    )
    .where(eq(conversationMentions.userId, userId))
    .orderBy(desc(conversationNotes.createdAt), desc(conversationNotes.id))
    .limit(50);
}
