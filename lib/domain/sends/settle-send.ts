import "server-only";
import { eq } from "drizzle-orm";
import { lines } from "@/db/schema/lines";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { refreshConversation } from "@/lib/domain/conversations/refresh-conversation";
import { lockMessages } from "@/lib/domain/messages/lock-messages";
import type { MessageState } from "@/lib/domain/messages/message-input";
import { furtherStanding, stateRankOf } from "@/lib/domain/messages/message-standing";
import { publishMessageFailure } from "@/lib/domain/messages/publish-message-failure";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { enqueue } from "@/lib/jobs/enqueue";
import { adoptTwin } from "./adopt-twin";
import { closeSend } from "./close-send";
import { type LockedSend, lockSend } from "./lock-send";
import { RECONCILE_DELAYS_SECONDS } from "./look-up-delays";
import { reconcileSendJob } from "./reconcile-send.job";
import type { SendAnswer } from "./send-answer";
import { settleSendCredits } from "./settle-send-credits";

const TRIGGER = "messages.send";

type Settling = { messageId: string; answer: SendAnswer; isLastAttempt: boolean; now: Date };

/**
 * Keeps a provider's answer to a send. Only a send at `sending` or `unknown` changes, so an answer that comes after the
 * look-up found the message, or a second one, does nothing. A refusal because the person opted out at the provider is an
 * opt-out here as well.
 */
export async function settleSend(tx: TenantTx, input: Settling): Promise<void> {
  const { answer } = input;
  if (answer.kind === "accepted") await holdPlaces(tx, input.messageId, answer);
  const locked = await lockSend(tx, input.messageId);
  if (locked === null || (locked.send.state !== "sending" && locked.send.state !== "unknown")) return;
  switch (answer.kind) {
    case "accepted":
      return settleAccepted(tx, locked, answer, input.now);
    case "refused":
      return settleRefused(tx, locked, answer, input.now);
    case "not_sent":
      return settleNotSent(tx, locked, input);
    case "unknown":
      return settleUnknown(tx, locked, input.now);
  }
}

/** The provider's id of the message may be told of by a webhook in this very moment. */
async function holdPlaces(
  tx: TenantTx,
  messageId: string,
  answer: Extract<SendAnswer, { kind: "accepted" }>,
): Promise<void> {
  const [known] = await tx
    .select({ provider: lines.provider, clientAddress: messages.clientAddress })
    .from(messages)
    .innerJoin(messageSends, eq(messageSends.messageId, messages.id))
    .innerJoin(lines, eq(lines.id, messageSends.lineId))
    .where(eq(messages.id, messageId));
  if (!known || answer.providerMessageId === null) return;
  const { provider, clientAddress } = known;
  const key = { provider, account: answer.account, providerMessageId: answer.providerMessageId };
  const isWhatsappId = clientAddress.includes("@");
  await lockMessages(tx, [
    {
      ...key,
      client: isWhatsappId ? { kind: "whatsapp_id", jid: clientAddress } : { kind: "phone", e164: clientAddress },
    },
  ]);
}

async function settleAccepted(
  tx: TenantTx,
  { send, message, provider }: LockedSend,
  answer: Extract<SendAnswer, { kind: "accepted" }>,
  now: Date,
): Promise<void> {
  const twin = await adoptTwin(tx, {
    messageId: message.id,
    key: { provider, account: answer.account, providerMessageId: answer.providerMessageId },
  });
  const told = { state: outboundState(answer.state), failureCode: null, failureReason: null };
  const standing = [told, ...(twin === null ? [] : [twin])].reduce(furtherStanding, message);
  await tx
    .update(messageSends)
    .set({ state: "accepted", acceptedAt: now, failureCode: null, updatedAt: now })
    .where(eq(messageSends.messageId, message.id));
  await tx
    .update(messages)
    .set({
      state: standing.state,
      stateRank: stateRankOf(standing.state),
      failureCode: standing.failureCode,
      failureReason: standing.failureReason,
      // The planned time gives way to the real one.
      sentAt: send.attemptedAt ?? now,
      updatedAt: now,
    })
    .where(eq(messages.id, message.id));
  await settleSendCredits(tx, { messageId: message.id, state: standing.state });
  await publishMessageFailure(tx, { messageId: message.id, before: message.state, after: standing.state });
  await refreshConversation(tx, message.conversationId);
}

/** An answer to a send never says that somebody received it from us. */
function outboundState(state: MessageState): MessageState {
  return state === "received" ? "sent" : state;
}

async function settleRefused(
  tx: TenantTx,
  { message }: LockedSend,
  answer: Extract<SendAnswer, { kind: "refused" }>,
  now: Date,
): Promise<void> {
  // The stop comes first: it may wait for locks, and closing is audited.
  if (answer.reason === "opted_out_at_provider") {
    await recordOptOut(tx, {
      e164: message.clientAddress,
      channel: message.channel,
      kind: "stop",
      source: "carrier",
      sourceMessageId: message.id,
      occurredAt: now,
      words: answer.providerCode ?? answer.reason,
    });
  }
  await closeSend(tx, {
    messageId: message.id,
    state: "refused",
    failureCode: answer.reason,
    providerCode: answer.providerCode,
    providerText: answer.providerText,
    trigger: TRIGGER,
    now,
  });
}

async function settleNotSent(tx: TenantTx, { send, message }: LockedSend, input: Settling): Promise<void> {
  if (input.isLastAttempt || send.state === "unknown") {
    const reason =
      input.answer.kind === "not_sent" && input.answer.reason === "rate_limited" ? "rate_limited" : "unreachable";
    return closeSend(tx, {
      messageId: message.id,
      state: "refused",
      failureCode: reason,
      trigger: TRIGGER,
      now: input.now,
    });
  }
  await tx
    .update(messageSends)
    .set({ state: "waiting", attemptedAt: null, callbackHash: null, updatedAt: input.now })
    .where(eq(messageSends.messageId, message.id));
}

async function settleUnknown(tx: TenantTx, { send, message }: LockedSend, now: Date): Promise<void> {
  if (send.state === "sending") {
    await tx
      .update(messageSends)
      .set({ state: "unknown", updatedAt: now })
      .where(eq(messageSends.messageId, message.id));
    await refreshConversation(tx, message.conversationId);
  }
  const at = new Date(now.getTime() + RECONCILE_DELAYS_SECONDS[0] * 1_000);
  await enqueue(tx, reconcileSendJob, { messageId: message.id, round: 0 }, { at, singletonKey: message.id });
}
