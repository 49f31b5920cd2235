import "server-only";
import { eq, inArray } from "drizzle-orm";
import { conversationEvents } from "@/db/schema/conversation-events";
import { conversationMembers } from "@/db/schema/conversation-members";
import { conversationMentions } from "@/db/schema/conversation-mentions";
import { conversationNotes } from "@/db/schema/conversation-notes";
import { conversations } from "@/db/schema/conversations";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { MOST_TAGS } from "./conversation-change";
import type { ConversationRow } from "./lock-conversation";
import { recordConversationEvent } from "./record-conversation-event";
import { refreshConversation } from "./refresh-conversation";

type Both = { source: ConversationRow; target: ConversationRow };

/**
 * Moves everything of `source` into `target` and takes it away: messages, notes, events, mentions, tags, and what each
 * person read and began to write. The caller holds both rows.
 */
export async function mergeConversations(tx: TenantTx, { source, target }: Both): Promise<void> {
  const moved = await tx
    .update(messages)
    .set({ conversationId: target.id, contactId: target.contactId, updatedAt: new Date() })
    .where(eq(messages.conversationId, source.id))
    .returning({ id: messages.id });
  const conversationId = target.id;
  await tx.update(conversationNotes).set({ conversationId }).where(eq(conversationNotes.conversationId, source.id));
  await tx.update(conversationEvents).set({ conversationId }).where(eq(conversationEvents.conversationId, source.id));
  await tx
    .update(conversationMentions)
    .set({ conversationId })
    .where(eq(conversationMentions.conversationId, source.id));
  await mergeMembers(tx, { source, target });
  await tx.delete(conversations).where(eq(conversations.id, source.id));
  await tx
    .update(conversations)
    .set({
      ...statusOf({ source, target }),
      assignedUserId: target.assignedUserId ?? source.assignedUserId,
      preferredLineId: target.preferredLineId ?? source.preferredLineId,
      senderName: target.senderName ?? source.senderName,
      tags: [...new Set([...target.tags, ...source.tags])].slice(0, MOST_TAGS),
    })
    .where(eq(conversations.id, target.id));
  await recordConversationEvent(tx, target.id, { kind: "merged", detail: { messages: moved.length } });
  await refreshConversation(tx, target.id);
}

/** Whatever is open in one of them is open in both, and what was put off comes back at the earlier time. */
function statusOf({ source, target }: Both): Pick<ConversationRow, "status" | "snoozedUntil"> {
  const both = [source, target];
  if (both.some(({ status }) => status === "open")) return { status: "open", snoozedUntil: null };
  const snoozed = both
    .filter(({ status }) => status === "snoozed")
    .toSorted((one, other) => (one.snoozedUntil?.getTime() ?? 0) - (other.snoozedUntil?.getTime() ?? 0));
  const [first] = snoozed;
  return first ? { status: "snoozed", snoozedUntil: first.snoozedUntil } : { status: "resolved", snoozedUntil: null };
}

type Member = typeof conversationMembers.$inferSelect;

async function mergeMembers(tx: TenantTx, both: Both): Promise<void> {
  const { source, target } = both;
  const rows = await tx
    .select()
    .from(conversationMembers)
    .where(inArray(conversationMembers.conversationId, [source.id, target.id]));
  const of = (userId: string, id: string) =>
    rows.find((row) => row.userId === userId && row.conversationId === id) ?? null;
  for (const userId of new Set(rows.map((row) => row.userId))) {
    const [from, into] = [of(userId, source.id), of(userId, target.id)];
    const draft = into?.draftBody ? into : (from ?? into);
    const kept = {
      readAt: readIn(both, from, into),
      draftBody: draft?.draftBody ?? null,
      draftChannel: draft?.draftChannel ?? null,
      draftSavedAt: draft?.draftSavedAt ?? null,
      updatedAt: new Date(),
    };
    await tx
      .insert(conversationMembers)
      .values({ conversationId: target.id, userId, ...kept })
      .onConflictDoUpdate({
        target: [conversationMembers.tenantId, conversationMembers.conversationId, conversationMembers.userId],
        set: kept,
      });
  }
  await tx.delete(conversationMembers).where(eq(conversationMembers.conversationId, source.id));
}

/** What somebody had not read in one of the two, they have not read in both. */
function readIn({ source, target }: Both, from: Member | null, into: Member | null): Date | null {
  const parts = [
    { lastInboundAt: source.lastInboundAt, readAt: from?.readAt ?? null },
    { lastInboundAt: target.lastInboundAt, readAt: into?.readAt ?? null },
  ];
  const unread = parts.filter(
    ({ lastInboundAt, readAt }) => lastInboundAt !== null && (readAt === null || readAt < lastInboundAt),
  );
  const times = (unread.length > 0 ? unread : parts).map(({ readAt }) => readAt?.getTime() ?? null);
  if (unread.length > 0) return times.includes(null) ? null : new Date(Math.min(...times.map((time) => time ?? 0)));
  const latest = Math.max(...times.map((time) => time ?? 0));
  return latest === 0 ? null : new Date(latest);
}
