import "server-only";
import { and, eq } from "drizzle-orm";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { findDecision } from "@/lib/domain/contact-gate/find-decision";
import { lockSend, type SendRow } from "./lock-send";
import { type ReserveSendResult, reserveSend } from "./reserve-send";
import { sendAgainKeyOf } from "./send-again-key";

export type SendAgainInput = {
  messageId: string;
  /** On the contact clock; null: at once. */
  scheduledFor: Date | null;
  userId: string;
  now: Date;
};

/**
 * Plans a person's message anew that the gate held back for the hour alone: the same words, address, channel and line, as
 * an intent of its own that the gate is asked about for its time. Of one held-back message there is one follower.
 * @throws AppError `not_found` for a message that is not there for this person, `precondition_failed` for one that was not
 * held back or for more than the hour, and for what no person wrote; as reserveSend
 */
export async function sendAgain(tx: TenantTx, input: SendAgainInput): Promise<ReserveSendResult> {
  const { messageId, userId, now } = input;
  const locked = await lockSend(tx, messageId);
  if (locked === null) throw new AppError("not_found", "There is no such message");
  const { send, message } = locked;
  // What a broadcast or a machine sent has rules of its own, which a person's message would pass by.
  const isOwn = send.origin === "person" && send.purpose === "general";
  if (!isOwn || !(await isHeldForTheHour(tx, send))) {
    throw new AppError("precondition_failed", "This message was not held back for the hour");
  }
  const idempotencyKey = sendAgainKeyOf(messageId);
  const earlier = await findFollower(tx, idempotencyKey);
  if (earlier) return { kind: "accepted", ...earlier };
  const result = await reserveSend(tx, {
    to: { answerTo: messageId },
    channel: message.channel,
    lineId: send.lineId,
    body: message.body,
    origin: "person",
    purpose: "general",
    userId,
    idempotencyKey,
    scheduledFor: input.scheduledFor,
    now,
  });
  if (result.kind === "accepted") {
    const subject = { subjectType: "messages", subjectId: result.messageId, outcome: "done" } as const;
    await auditEvent(tx, { action: "message.send_again", ...subject, detail: { heldBack: messageId } });
  }
  return result;
}

/** Time alone heals what has an earliest time (see evaluateGate). */
async function isHeldForTheHour(tx: TenantTx, send: SendRow): Promise<boolean> {
  if (send.state !== "blocked" || send.sendDecisionId === null) return false;
  const decision = await findDecision(tx, send.sendDecisionId);
  return decision?.verdict === "blocked" && decision.earliestLegalAt !== null;
}

async function findFollower(tx: TenantTx, idempotencyKey: string) {
  const [row] = await tx
    .select({ messageId: messageSends.messageId, conversationId: messages.conversationId })
    .from(messageSends)
    .innerJoin(messages, and(eq(messages.tenantId, messageSends.tenantId), eq(messages.id, messageSends.messageId)))
    .where(eq(messageSends.idempotencyKey, idempotencyKey));
  return row ?? null;
}
