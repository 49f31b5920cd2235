import "server-only";
import { eq } from "drizzle-orm";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { refreshConversation } from "@/lib/domain/conversations/refresh-conversation";
import type { MessageRow } from "./find-message";
import type { MessageDirection, MessageNoteResult } from "./message-input";
import { isAwaited } from "./message-standing";

/**
 * Writes what a note changes about a message whose row is locked. While the message is awaited, the note's own time and
 * direction are the best that is known of the message's; after that its conversation shows the change.
 */
export async function reviseMessage(
  tx: TenantTx,
  row: MessageRow,
  changes: Partial<MessageRow>,
  note: { at: Date; direction?: MessageDirection | undefined },
): Promise<MessageNoteResult> {
  const guessed = isAwaited(row)
    ? {
        direction: note.direction ?? row.direction,
        ...(note.at < row.sentAt ? { sentAt: note.at, receivedAt: note.at } : {}),
      }
    : {};
  await tx
    .update(messages)
    .set({ ...changes, ...guessed, updatedAt: new Date() })
    .where(eq(messages.id, row.id));
  if (!isAwaited(row)) await refreshConversation(tx, row.conversationId);
  return { outcome: isAwaited(row) ? "parked" : "changed", messageId: row.id };
}
