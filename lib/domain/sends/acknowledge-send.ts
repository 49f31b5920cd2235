import "server-only";
import { and, eq, inArray, or } from "drizzle-orm";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { refreshConversation } from "@/lib/domain/conversations/refresh-conversation";
import { stateRankOf } from "@/lib/domain/messages/message-standing";
import { THOUGHT_LOST } from "./thought-lost";

/**
 * Takes a provider's word about a message as the answer that was lost: whoever tells of it has it. It comes late where the
 * look-ups have given up, or where it was concluded, by them or by a person, that nothing went; then the message stands as
 * `queued` again, for what is told to be kept over it, and credits that went back stay with the firm. The caller holds the
 * person's place. Gives whether that changed anything.
 */
export async function acknowledgeSend(
  tx: TenantTx,
  { messageId, now }: { messageId: string; now: Date },
): Promise<boolean> {
  const lost = and(eq(messageSends.state, "refused"), inArray(messageSends.failureCode, [...THOUGHT_LOST]));
  const [send] = await tx
    .select({ state: messageSends.state })
    .from(messageSends)
    .where(and(eq(messageSends.messageId, messageId), or(eq(messageSends.state, "unknown"), lost)))
    .for("no key update");
  if (send === undefined) return false;
  await tx
    .update(messageSends)
    .set({ state: "accepted", acceptedAt: now, failureCode: null, updatedAt: now })
    .where(eq(messageSends.messageId, messageId));
  const reopened =
    send.state === "refused"
      ? { state: "queued" as const, stateRank: stateRankOf("queued"), failureCode: null, failureReason: null }
      : {};
  const [message] = await tx
    .update(messages)
    .set({ ...reopened, updatedAt: now })
    .where(eq(messages.id, messageId))
    .returning({ conversationId: messages.conversationId });
  if (message) await refreshConversation(tx, message.conversationId);
  return true;
}
