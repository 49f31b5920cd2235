import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { conversationMembers } from "@/db/schema/conversation-members";
import { conversationMentions } from "@/db/schema/conversation-mentions";
import { conversations } from "@/db/schema/conversations";
import type { TenantTx } from "@/db/tenant";

type Reading = {
  userId: string;
  ids: readonly string[];
  isRead: boolean;
  /** Read up to this message's time, when a newer one was not seen yet. */
  upTo?: Date | null;
};

export type ReadOutcome = { id: string; outcome: "marked" | "unchanged" | "not_found" };

/**
 * Marks conversations as read or unread for one person, and the mentions of them in those that they read as seen. What is
 * resolved, or never had a message of the person's, cannot be unread.
 */
export async function setRead(tx: TenantTx, { userId, ids, isRead, upTo }: Reading): Promise<ReadOutcome[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: conversations.id, status: conversations.status, lastInboundAt: conversations.lastInboundAt })
    .from(conversations)
    .where(inArray(conversations.id, [...ids]))
    .orderBy(asc(conversations.id));
  const marks = rows.flatMap(({ id, status, lastInboundAt }) => {
    const at = isRead ? readTo(lastInboundAt, upTo) : unreadFrom(status, lastInboundAt);
    return at === null ? [] : [{ conversationId: id, userId, readAt: at }];
  });
  if (marks.length > 0) {
    await tx
      .insert(conversationMembers)
      .values(marks)
      .onConflictDoUpdate({
        target: [conversationMembers.tenantId, conversationMembers.conversationId, conversationMembers.userId],
        set: {
          readAt: isRead
            ? sql`greatest(${conversationMembers.readAt}, excluded.read_at)`
            : sql`least(${conversationMembers.readAt}, excluded.read_at)`,
          updatedAt: new Date(),
        },
      });
  }
  const known = new Set(rows.map(({ id }) => id));
  if (isRead && known.size > 0) await seeMentions(tx, userId, [...known]);
  const marked = new Set(marks.map(({ conversationId }) => conversationId));
  return ids.map((id) => {
    if (marked.has(id)) return { id, outcome: "marked" };
    return { id, outcome: known.has(id) ? "unchanged" : "not_found" };
  });
}

function readTo(lastInboundAt: Date | null, upTo: Date | null | undefined): Date | null {
  if (lastInboundAt === null) return null;
  return upTo && upTo < lastInboundAt ? upTo : lastInboundAt;
}

function unreadFrom(status: string, lastInboundAt: Date | null): Date | null {
  return lastInboundAt === null || status === "resolved" ? null : new Date(lastInboundAt.getTime() - 1);
}

async function seeMentions(tx: TenantTx, userId: string, conversationIds: string[]): Promise<void> {
  await tx
    .update(conversationMentions)
    .set({ seenAt: new Date() })
    .where(
      and(
        eq(conversationMentions.userId, userId),
        inArray(conversationMentions.conversationId, conversationIds),
        isNull(conversationMentions.seenAt),
      ),
    );
}
