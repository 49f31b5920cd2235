import "server-only";
import { and, eq, gt, inArray } from "drizzle-orm";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import type { MessageRow } from "@/lib/domain/messages/find-message";
import { holdMessage } from "@/lib/domain/messages/hold-message";
import { reserveSend } from "@/lib/domain/sends/reserve-send";
import { keywordAnswer } from "./keyword-answers";

/** A number gets help once in this time, however often it asks; what is older than that is not answered any more. */
const HELP_MS = 60 * 60_000;

export type HelpAnswer = "sent" | "answered_before" | "too_late" | "blocked" | "no_line" | "gone";

/**
 * Answers HELP with the firm's name and number, the words on rates and how to stop, at the address that asked; nothing of
 * the person's consent changes. It must be the first write of the transaction.
 */
export async function answerHelp(tx: TenantTx, input: { messageId: string; now: Date }): Promise<HelpAnswer> {
  const { messageId, now } = input;
  const asked = await holdMessage(tx, messageId);
  if (asked === null) return "gone";
  const outcome = await answer(tx, asked, now);
  if (outcome === "answered_before") return outcome;
  await recordAutomation(tx, {
    trigger: "opt-outs.answer-help",
    action: outcome === "sent" ? "opt_out.help_answered" : "opt_out.help_not_answered",
    status: outcome === "sent" ? "done" : "skipped",
    subjectType: "message",
    subjectId: messageId,
    detail: { outcome },
  });
  return outcome;
}

async function answer(tx: TenantTx, asked: MessageRow, now: Date): Promise<HelpAnswer> {
  const since = new Date(now.getTime() - HELP_MS);
  if (asked.sentAt < since) return "too_late";
  if (await wasAnswered(tx, asked.clientAddress, since)) return "answered_before";
  const { channel, contactId, body } = asked;
  const sent = await reserveSend(tx, {
    to: { answerTo: asked.id },
    channel,
    lineId: null,
    body: await keywordAnswer(tx, "help", { words: body, contactId }),
    origin: "help_answer",
    purpose: "help_answer",
    idempotencyKey: asked.id,
    userId: null,
    scheduledFor: null,
    now,
  });
  return sent.kind === "accepted" ? "sent" : sent.kind;
}

async function wasAnswered(tx: TenantTx, address: string, since: Date): Promise<boolean> {
  const [row] = await tx
    .select({ id: messages.id })
    .from(messages)
    .innerJoin(messageSends, eq(messageSends.messageId, messages.id))
    .where(
      and(
        eq(messages.clientAddress, address),
        gt(messages.sentAt, since),
        eq(messageSends.origin, "help_answer"),
        inArray(messageSends.state, ["waiting", "sending", "accepted", "unknown"]),
      ),
    )
    .limit(1);
  return row !== undefined;
}
