import "server-only";
import { deriveUuid } from "@/lib/core/derive-uuid";

/** The idempotency key of the one message that may follow a held-back one, whoever asks for it and however often (AVL-02). */
export function sendAgainKeyOf(messageId: string): string {
  return deriveUuid(`send_again:${messageId}`);
}
