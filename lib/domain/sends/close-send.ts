import "server-only";
import { eq } from "drizzle-orm";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { refreshConversation } from "@/lib/domain/conversations/refresh-conversation";
import { releaseCredits } from "@/lib/domain/credits/release-credits";
import { stateRankOf } from "@/lib/domain/messages/message-standing";
import { publishMessageFailure } from "@/lib/domain/messages/publish-message-failure";

export type ClosedSend = {
  messageId: string;
  state: "refused" | "blocked" | "cancelled";
  /** Ours: a SendRefusal, `gate_blocked`, `too_late`, `opted_out`, `person`, `stopped`, `not_arrived`. */
  failureCode: string;
  /** The provider's own, as it told it. */
  providerCode?: string | null;
  providerText?: string | null;
  sendDecisionId?: string;
  trigger: string;
  now: Date;
};

const MAX_REASON = 500;

/**
 * Ends a send that no provider has: its credits go back and its message says why. The caller holds the person's place and
 * the row's lock.
 */
export async function closeSend(tx: TenantTx, closed: ClosedSend): Promise<void> {
  const { messageId, state, failureCode, now } = closed;
  const [message] = await tx
    .update(messages)
    .set({
      state: "failed",
      stateRank: stateRankOf("failed"),
      failureCode: closed.providerCode ?? failureCode,
      failureReason: closed.providerText?.slice(0, MAX_REASON) ?? null,
      updatedAt: now,
    })
    .where(eq(messages.id, messageId))
    .returning({ conversationId: messages.conversationId });
  await tx
    .update(messageSends)
    .set({
      state,
      failureCode,
      updatedAt: now,
      ...(closed.sendDecisionId === undefined ? {} : { sendDecisionId: closed.sendDecisionId }),
    })
    .where(eq(messageSends.messageId, messageId));
  await releaseCredits(tx, { subjectType: "message", subjectId: messageId, reason: failureCode });
  await recordAutomation(tx, {
    trigger: closed.trigger,
    action: `message.${state}`,
    subjectType: "message",
    subjectId: messageId,
    detail: { failureCode, providerCode: closed.providerCode ?? null },
  });
  if (state !== "cancelled") await publishMessageFailure(tx, { messageId, before: null, after: "failed" });
  if (message) await refreshConversation(tx, message.conversationId);
}
