import "server-only";
import type { TenantTx } from "@/db/tenant";
import type { MessageDirection, MessageKey, MessageNoteResult, MessageTrace } from "./message-input";

export type MessageDeletionInput = MessageKey &
  MessageTrace & { eventId: string | null; direction?: MessageDirection; at: Date };

/** Notes that the sender took a message back. */
export async function recordMessageDeletion(_tx: TenantTx, _input: MessageDeletionInput): Promise<MessageNoteResult> {
  throw new Error("message deletions are not recorded yet");
}
