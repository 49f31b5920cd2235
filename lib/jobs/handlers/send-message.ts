import "server-only";
import { inTenant } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { beginSend, SEND_PATIENCE_MS } from "@/lib/domain/sends/begin-send";
import type { ClearedSend } from "@/lib/domain/sends/cleared-send";
import type { SendAnswer } from "@/lib/domain/sends/send-answer";
import { sendMessageJob } from "@/lib/domain/sends/send-message.job";
import { settleSend } from "@/lib/domain/sends/settle-send";
import { runner } from "@/lib/jobs/runner";
import { afterUnreadWishes } from "./after-unread-wishes";
import { deliverOrder } from "./deliver-order";

/**
 * Sends one message: a transaction that reserves the request, one request, a transaction that keeps the answer. The request
 * is not bound to the worker's signal: an aborted send would be one whose answer is lost.
 */
export const sendMessage = runner(sendMessageJob, async ({ messageId }, { principal, isLastAttempt }) => {
  const begun = await afterUnreadWishes(({ mayBeLater }) => {
    const now = new Date();
    return inTenant(principal, async (tx) => ({
      ...(await beginSend(tx, { messageId, isLastAttempt, mayBeLater, now })),
      now,
    }));
  });
  if (begun.kind !== "send") return;
  const answer = await deliverInTime(begun.order, begun.now);
  await inTenant(principal, (tx) => settleSend(tx, { messageId, answer, isLastAttempt, now: new Date() }));
  if (answer.kind === "not_sent" && !isLastAttempt) {
    throw new AppError(answer.reason === "rate_limited" ? "rate_limited" : "unavailable", "The message was not sent");
  }
});

/** A worker that was stopped meanwhile is taken for dead after SEND_PATIENCE_MS, and its message may be written off as not sent. */
async function deliverInTime(order: ClearedSend, begunAt: Date): Promise<SendAnswer> {
  const isInTime = Date.now() - begunAt.getTime() < SEND_PATIENCE_MS / 2;
  return isInTime ? deliverOrder(order) : { kind: "not_sent", reason: "unreachable", retryAfterSeconds: null };
}
