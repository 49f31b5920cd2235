import "server-only";
import { and, eq, gte } from "drizzle-orm";
import { conversationMembers } from "@/db/schema/conversation-members";
import { conversations } from "@/db/schema/conversations";
import type { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { asksForAnswer } from "@/lib/domain/messages/asks-for-answer";
import { type ConversationRow, lockConversation } from "./lock-conversation";
import { recordConversationEvent } from "./record-conversation-event";
import { refreshConversation } from "./refresh-conversation";
import { TOUCHED } from "./touch-conversation";

type NotedMessage = Pick<
  typeof messages.$inferSelect,
  "conversationId" | "id" | "direction" | "clientAddress" | "sentAt" | "body" | "channel" | "deletedAt"
> & {
  /** Of the sender; null when it is not told, or the message is the firm's. */
  senderName: string | null;
};

/**
 * Brings a conversation up to date with a message that is new in it. The newest by the provider's time stands in the list,
 * however late another one arrives; whoever asked after the firm's last answer waits, and opens a resolved or snoozed
 * conversation again. A message that comes after somebody read beyond it is unread for them.
 */
export async function noteMessage(tx: TenantTx, message: NotedMessage): Promise<void> {
  const { conversationId, sentAt } = message;
  const row = await lockConversation(tx, conversationId);
  if (row === null) throw new Error("the conversation is gone");
  if (message.direction === "outbound") {
    await refreshConversation(tx, conversationId);
    return;
  }
  const isAsking = asksForAnswer(message) && (row.lastOutboundAt === null || sentAt > row.lastOutboundAt);
  const isNewest = isLater(message, row);
  if (isNewest) await showNewest(tx, row, { ...message, isAsking });
  else await refreshConversation(tx, conversationId);
  await nameSender(tx, row, { senderName: message.senderName, isNewest });
  if (isAsking && row.status !== "open") await wake(tx, row);
  await unread(tx, conversationId, sentAt);
}

function isLater({ id, sentAt }: NotedMessage, { lastMessageId, lastMessageAt }: ConversationRow): boolean {
  if (lastMessageId === null) return true;
  const difference = sentAt.getTime() - lastMessageAt.getTime();
  return difference > 0 || (difference === 0 && id > lastMessageId);
}

/** The usual case needs no look at the other messages. */
async function showNewest(
  tx: TenantTx,
  row: ConversationRow,
  { id, sentAt, clientAddress, isAsking }: NotedMessage & { isAsking: boolean },
): Promise<void> {
  await tx
    .update(conversations)
    .set({
      lastMessageId: id,
      lastMessageAt: sentAt,
      ...(row.contactId === null ? {} : { clientAddress }),
      ...(row.lastInboundAt === null || sentAt > row.lastInboundAt ? { lastInboundAt: sentAt } : {}),
      ...(isAsking && row.waitingSince === null ? { waitingSince: sentAt } : {}),
      ...TOUCHED,
    })
    .where(eq(conversations.id, row.id));
}

async function nameSender(
  tx: TenantTx,
  row: ConversationRow,
  { senderName, isNewest }: { senderName: string | null; isNewest: boolean },
): Promise<void> {
  const isKept = senderName === null || senderName === row.senderName || (!isNewest && row.senderName !== null);
  if (!isKept) await tx.update(conversations).set({ senderName }).where(eq(conversations.id, row.id));
}

async function wake(tx: TenantTx, { id, status }: ConversationRow): Promise<void> {
  await tx.update(conversations).set({ status: "open", snoozedUntil: null }).where(eq(conversations.id, id));
  const kind = status === "snoozed" ? "woken" : "reopened";
  await recordConversationEvent(tx, id, { kind, detail: { reason: "message" } });
}

/** Who read further than this message has not read this one. */
async function unread(tx: TenantTx, conversationId: string, sentAt: Date): Promise<void> {
  await tx
    .update(conversationMembers)
    .set({ readAt: new Date(sentAt.getTime() - 1) })
    .where(and(eq(conversationMembers.conversationId, conversationId), gte(conversationMembers.readAt, sentAt)));
}
