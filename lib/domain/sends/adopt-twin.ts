import "server-only";
import { and, eq } from "drizzle-orm";
import { messageMappings } from "@/db/schema/message-mappings";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { findMessage, mapMessage } from "@/lib/domain/messages/find-message";
import type { MessageState } from "@/lib/domain/messages/message-input";
import { type MessageStanding, stateRankOf } from "@/lib/domain/messages/message-standing";

type Adoption = {
  messageId: string;
  key: { provider: string; account: string; providerMessageId: string | null };
};

/**
 * Notes the provider's id of a message that was sent from here. Where a webhook was faster and the id stands for words or
 * states that were kept apart, they give way to this message, and the standing that they had is handed back.
 */
export async function adoptTwin(tx: TenantTx, { messageId, key }: Adoption): Promise<MessageStanding | null> {
  const { provider, account, providerMessageId } = key;
  if (providerMessageId === null) return null;
  const full = { provider, account, providerMessageId };
  const twin = await findMessage(tx, full);
  if (twin === null) {
    await mapMessage(tx, full, messageId);
    return null;
  }
  if (twin.id === messageId) return null;
  await refuseOtherSend(tx, twin.id);
  const own = and(eq(messageMappings.provider, provider), eq(messageMappings.account, account));
  await tx
    .update(messageMappings)
    .set({ messageId })
    .where(and(own, eq(messageMappings.providerMessageId, providerMessageId)));
  const standing = { state: twin.state, failureCode: twin.failureCode, failureReason: twin.failureReason };
  await dropCopy(tx, twin);
  return standing;
}

/** Two intents of the same words are two messages; whoever looked one up found the other. */
async function refuseOtherSend(tx: TenantTx, messageId: string): Promise<void> {
  const [send] = await tx
    .select({ messageId: messageSends.messageId })
    .from(messageSends)
    .where(eq(messageSends.messageId, messageId));
  if (send) throw new AppError("conflict", "This id belongs to another message");
}

/** The copy leaves the thread once no other id stands for it: it says nothing that this message does not. */
async function dropCopy(tx: TenantTx, copy: { id: string; state: MessageState }): Promise<void> {
  const [left] = await tx
    .select({ messageId: messageMappings.messageId })
    .from(messageMappings)
    .where(eq(messageMappings.messageId, copy.id))
    .limit(1);
  if (left) return;
  const stateRank = stateRankOf(copy.state, { isAwaited: true });
  await tx.update(messages).set({ stateRank }).where(eq(messages.id, copy.id));
  await tx.delete(messages).where(eq(messages.id, copy.id));
}
