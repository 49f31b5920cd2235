import "server-only";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { setRead } from "./set-read";

/**
 * Makes a conversation unread again for one person, from its newest inbound message on.
 * @throws AppError `not_found`; `precondition_failed` when it is resolved or has no inbound message
 */
export async function markConversationUnread(
  tx: TenantTx,
  { conversationId, userId }: { conversationId: string; userId: string },
): Promise<void> {
  const [marked] = await setRead(tx, { userId, ids: [conversationId], isRead: false });
  if (marked?.outcome === "not_found") throw new AppError("not_found", "There is no such conversation");
  if (marked?.outcome !== "marked") {
    throw new AppError("precondition_failed", "Only an open conversation with a message of the person's can be unread");
  }
}
