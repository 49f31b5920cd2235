import "server-only";
import type { TenantTx } from "@/db/tenant";
import type { MessageDirection, MessageKey, MessageNoteResult, MessageTrace } from "./message-input";

export type MessageEditInput = MessageKey &
  MessageTrace & {
    eventId: string | null;
    direction?: MessageDirection;
    /** The new wording. */
    body: string;
    at: Date;
  };

/** Notes that the sender worded a message anew. */
export async function recordMessageEdit(_tx: TenantTx, _input: MessageEditInput): Promise<MessageNoteResult> {
  throw new Error("message edits are not recorded yet");
}
