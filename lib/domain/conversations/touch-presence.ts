import "server-only";
import { conversationMembers } from "@/db/schema/conversation-members";
import type { TenantTx } from "@/db/tenant";
import { requireConversation } from "./require-conversation";

type SignOfLife = {
  conversationId: string;
  userId: string;
  isTyping: boolean;
  /** False when the thread is left; without it the time alone ends a presence. */
  isHere?: boolean;
  now: Date;
};

/**
 * Notes that a person has the thread open, and whether they are writing. It is over by itself after a while (see
 * listPresence).
 * @throws AppError `not_found`
 */
export async function touchPresence(tx: TenantTx, sign: SignOfLife): Promise<void> {
  const { conversationId, userId, isHere = true } = sign;
  await requireConversation(tx, conversationId);
  const kept = { presentAt: isHere ? sign.now : null, isTyping: isHere && sign.isTyping };
  await tx
    .insert(conversationMembers)
    .values({ conversationId, userId, ...kept })
    .onConflictDoUpdate({
      target: [conversationMembers.tenantId, conversationMembers.conversationId, conversationMembers.userId],
      set: { ...kept, updatedAt: sign.now },
    });
}
