import "server-only";
import type { TenantTx } from "@/db/tenant";
import type { MessageKey, MessageNoteResult, MessageState, MessageTrace } from "./message-input";

export type MessageStateInput = MessageKey &
  MessageTrace & {
    eventId: string | null;
    state: MessageState;
    /** By the provider's clock, or the arrival where it tells none. */
    at: Date;
    failureCode?: string | null;
    failureReason?: string | null;
  };

/** Notes how far a message came. */
export async function recordMessageState(_tx: TenantTx, _input: MessageStateInput): Promise<MessageNoteResult> {
  throw new Error("message states are not recorded yet");
}
