import "server-only";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { setRead } from "./set-read";

/**
 * Notes that a person has read a conversation, up to the newest message or the one whose time they give, and saw where they
 * were named in it.
 * @throws AppError `not_found`
 */
export async function markConversationRead(
  tx: TenantTx,
  { conversationId, userId, upTo }: { conversationId: string; userId: string; upTo?: Date | null },
): Promise<void> {
  const [marked] = await setRead(tx, { userId, ids: [conversationId], isRead: true, upTo: upTo ?? null });
  if (marked?.outcome === "not_found") throw new AppError("not_found", "There is no such conversation");
}
