import "server-only";
import { eq } from "drizzle-orm";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { realTimeOf } from "@/lib/core/contact-clock";
import { AppError } from "@/lib/core/errors";
import { decideForContact, type StoredGateDecision } from "@/lib/domain/contact-gate/decide-for-contact";
import { placeConversation } from "@/lib/domain/conversations/place-conversation";
import { refreshConversation } from "@/lib/domain/conversations/refresh-conversation";
import { holdCredits } from "@/lib/domain/credits/hold-credits";
import type { LineRow } from "@/lib/domain/lines/line-row";
import { stateRankOf } from "@/lib/domain/messages/message-standing";
import { storableText } from "@/lib/domain/messages/storable-text";
import { enqueue } from "@/lib/jobs/enqueue";
import { MAX_BODY_LENGTH, type SegmentCount } from "./count-segments";
import { findSendLine } from "./find-send-line";
import { holdLastsUntil } from "./hold-lasts-until";
import { holdRecipient } from "./hold-recipient";
import { plannedTime } from "./planned-time";
import { quoteSend } from "./quote-send";
import type { Recipient } from "./resolve-recipient";
import { sendMessageJob } from "./send-message.job";
import type { SendRequest } from "./send-request";

export type ReserveSendInput = SendRequest & {
  /** Makes a double press or a repeated request one intent. */
  idempotencyKey: string;
  /** On the contact clock; null: at once. */
  scheduledFor: Date | null;
  broadcastId?: string;
  optoutEventId?: string;
  now: Date;
};

export type ReserveSendResult =
  | { kind: "accepted"; messageId: string; conversationId: string }
  | { kind: "blocked"; decision: StoredGateDecision }
  | { kind: "no_line" };

/**
 * Takes the intent to send: under the person's lock the gate is asked for the planned time, the credits are set aside, the
 * message stands in its conversation, and the work is queued, all or nothing (CMP-01, AVL-01). The same key gives the same
 * message, however often it is sent (AVL-02). Call it before any other write of the transaction.
 * @throws AppError `invalid_input` for an empty or too long text or a time more than a year away, `not_found` for a conversation, contact or line that is not
 * there, `conflict` when the key belongs to another intent, and as holdRecipient
 */
export async function reserveSend(tx: TenantTx, input: ReserveSendInput): Promise<ReserveSendResult> {
  const body = storableText(input.body).trim();
  if (body === "") throw new AppError("invalid_input", "A message needs a text");
  if (body.length > MAX_BODY_LENGTH) throw new AppError("invalid_input", "The message is too long");
  // Asked first, because the conversation of an earlier try may have been merged into another since.
  const known = await findByKey(tx, input);
  if (known) return known;
  const recipient = await holdRecipient(tx, input);
  const taken = await findByKey(tx, input);
  if (taken) return taken;
  const line = await findSendLine(tx, { ...input, conversationId: recipient.conversationId });
  if (line === null) return { kind: "no_line" };
  const counted = quoteSend(input.channel, body);
  const at = plannedTime(input);
  const decision = await decideForContact(tx, {
    contactId: recipient.contactId,
    e164: recipient.address,
    kind: input.channel,
    origin: input.origin,
    purpose: input.purpose,
    moment: "reserve",
    now: at,
    userId: input.userId,
    lineId: line.id,
    quote: counted.quote,
    ...(input.optoutEventId === undefined ? {} : { optoutEventId: input.optoutEventId }),
  });
  if (decision.verdict === "blocked") return { kind: "blocked", decision };
  const kept = await keepIntent(tx, { input, body, recipient, line, counted, decisionId: decision.id, at });
  await holdCredits(tx, {
    subjectType: "message",
    subjectId: kept.messageId,
    quote: counted.quote,
    userId: input.userId,
    expiresAt: holdLastsUntil(line.provider, realTimeOf(at)),
  });
  await enqueue(
    tx,
    sendMessageJob,
    { messageId: kept.messageId },
    { at: realTimeOf(at), singletonKey: kept.messageId },
  );
  return { kind: "accepted", ...kept };
}

async function findByKey(tx: TenantTx, input: ReserveSendInput): Promise<ReserveSendResult | null> {
  const [known] = await tx
    .select({
      messageId: messageSends.messageId,
      createdByUserId: messageSends.createdByUserId,
      origin: messageSends.origin,
      conversationId: messages.conversationId,
    })
    .from(messageSends)
    .innerJoin(messages, eq(messages.id, messageSends.messageId))
    .where(eq(messageSends.idempotencyKey, input.idempotencyKey));
  if (!known) return null;
  if (known.createdByUserId !== input.userId || known.origin !== input.origin) {
    throw new AppError("conflict", "This key was used for another message");
  }
  return { kind: "accepted", messageId: known.messageId, conversationId: known.conversationId };
}

type Intent = {
  input: ReserveSendInput;
  body: string;
  recipient: Recipient;
  line: LineRow;
  counted: SegmentCount;
  decisionId: string;
  at: Date;
};

async function keepIntent(
  tx: TenantTx,
  { input, body, recipient, line, counted, decisionId, at }: Intent,
): Promise<{ messageId: string; conversationId: string }> {
  const { contactId, address } = recipient;
  const sentAt = realTimeOf(at);
  const conversationId = await placeConversation(tx, { contactId, clientAddress: address, at: sentAt });
  const [message] = await tx
    .insert(messages)
    .values({
      channel: input.channel,
      direction: "outbound",
      contactId,
      conversationId,
      clientAddress: address,
      line: line.address,
      authorUserId: input.userId,
      body,
      state: "queued",
      stateRank: stateRankOf("queued"),
      sentAt,
      receivedAt: input.now,
    })
    .returning({ id: messages.id });
  if (!message) throw new Error("the message was not stored");
  const [send] = await tx
    .insert(messageSends)
    .values({
      messageId: message.id,
      lineId: line.id,
      origin: input.origin,
      purpose: input.purpose,
      idempotencyKey: input.idempotencyKey,
      scheduledFor: at,
      isScheduled: input.scheduledFor !== null,
      reserveDecisionId: decisionId,
      optoutEventId: input.optoutEventId ?? null,
      broadcastId: input.broadcastId ?? null,
      segments: counted.segments,
      createdByUserId: input.userId,
    })
    .onConflictDoNothing({ target: [messageSends.tenantId, messageSends.idempotencyKey] })
    .returning({ messageId: messageSends.messageId });
  if (!send) throw new AppError("conflict", "This key was used for another message");
  await refreshConversation(tx, conversationId);
  return { messageId: message.id, conversationId };
}
