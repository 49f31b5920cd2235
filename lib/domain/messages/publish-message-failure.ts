import "server-only";
import type { TenantTx } from "@/db/tenant";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";
import type { MessageState } from "./message-input";

const FAILED: readonly (MessageState | null)[] = ["failed", "undelivered"];

/** Tells the firm's receivers of an outbound message that failed, when no earlier telling said so. */
export async function publishMessageFailure(
  tx: TenantTx,
  message: { messageId: string; before: MessageState | null; after: MessageState },
): Promise<void> {
  const { messageId, before, after } = message;
  if (!FAILED.includes(after) || FAILED.includes(before)) return;
  await publishEvent(tx, { type: "message.failed", subjectId: messageId });
}
