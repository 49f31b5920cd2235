import "server-only";
import { eq } from "drizzle-orm";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { recordConversationEvent } from "@/lib/domain/conversations/record-conversation-event";
import { refreshConversation } from "@/lib/domain/conversations/refresh-conversation";
import { furtherStanding, stateRankOf } from "@/lib/domain/messages/message-standing";
import { closeSend } from "./close-send";
import { type LockedSend, lockSend } from "./lock-send";
import { settleSendCredits } from "./settle-send-credits";
import { decidableFrom } from "./unknown-send.schema";

type Decision = { messageId: string; hasArrived: boolean; now: Date };

/**
 * A person says whether a message arrived whose answer was lost, since its provider has not told: its credits are taken or
 * go back, and nothing is sent. What the provider tells later still counts. False when it is not unknown any more.
 * @throws AppError `not_found` for a message that was not written here or is not there for this person,
 * `precondition_failed` while it is being looked up
 */
export async function decideUnknownSend(tx: TenantTx, { messageId, hasArrived, now }: Decision): Promise<boolean> {
  const locked = await lockSend(tx, messageId);
  if (locked === null) throw new AppError("not_found", "There is no such message");
  const { send, message, provider } = locked;
  if (send.state !== "unknown") return false;
  if (send.attemptedAt === null || decidableFrom({ attemptedAt: send.attemptedAt, provider }) > now) {
    throw new AppError("precondition_failed", "This message is still being looked up");
  }
  const subject = { subjectType: "messages", subjectId: messageId, outcome: "done", detail: {} } as const;
  if (hasArrived) {
    await auditEvent(tx, { action: "message.declare_arrived", ...subject });
    await keepArrived(tx, locked, now);
  } else {
    await auditEvent(tx, { action: "message.declare_lost", ...subject });
    const closed = { state: "refused", failureCode: "not_arrived", trigger: "messages.decide" } as const;
    await closeSend(tx, { messageId, ...closed, now });
  }
  const kind = hasArrived ? "declared_arrived" : "declared_lost";
  await recordConversationEvent(tx, message.conversationId, { kind, detail: { messageId } });
  return true;
}

async function keepArrived(tx: TenantTx, { message }: LockedSend, now: Date): Promise<void> {
  const standing = furtherStanding(message, { state: "delivered", failureCode: null, failureReason: null });
  await tx
    .update(messageSends)
    .set({ state: "accepted", acceptedAt: now, failureCode: null, updatedAt: now })
    .where(eq(messageSends.messageId, message.id));
  await tx
    .update(messages)
    .set({ ...standing, stateRank: stateRankOf(standing.state), updatedAt: now })
    .where(eq(messages.id, message.id));
  await refreshConversation(tx, message.conversationId);
  await settleSendCredits(tx, { messageId: message.id, state: standing.state });
}
