import "server-only";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { noteMessage } from "@/lib/domain/conversations/note-message";
import { placeConversation } from "@/lib/domain/conversations/place-conversation";
import { mapMessage } from "./find-message";
import type { MessageKey } from "./message-input";
import { isAwaited } from "./message-standing";

/** With an id of its own where something was already written down about the message. */
export type NewMessage = Omit<typeof messages.$inferInsert, "tenantId" | "conversationId" | "createdAt" | "updatedAt">;

/** Adds a message under its provider's id, which must be free: the caller holds its place (see lockMessages). */
export async function addMessage(tx: TenantTx, key: MessageKey, message: NewMessage): Promise<string> {
  const { contactId = null, clientAddress, senderName = null, sentAt, direction } = message;
  const name = direction === "inbound" ? senderName : null;
  const conversationId = await placeConversation(tx, { contactId, clientAddress, senderName: name, at: sentAt });
  const [row] = await tx
    .insert(messages)
    .values({ ...message, conversationId })
    .returning();
  if (!row) throw new Error("the message was not stored");
  await mapMessage(tx, key, row.id);
  if (!isAwaited(message)) {
    await noteMessage(tx, { ...row, senderName: name });
  }
  return row.id;
}
