import "server-only";
import { inTenant } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { beginDial } from "@/lib/domain/calls/begin-dial";
import { dialCallJob } from "@/lib/domain/calls/dial-call.job";
import { type DialAnswer, settleDial } from "@/lib/domain/calls/settle-dial";
import { type PlaceCallResult, placeCall } from "@/lib/integrations/vapi/place-call";
import { runner } from "@/lib/jobs/runner";
import { afterUnreadWishes } from "./after-unread-wishes";

/**
 * Dials one call: a transaction that reserves the dial, one request, a transaction that keeps the answer. The request is not
 * bound to the worker's signal: an aborted dial would be a dial whose answer is lost.
 */
export const dialCall = runner(dialCallJob, async ({ callId }, { principal, isLastAttempt }) => {
  const dial = await afterUnreadWishes(({ mayBeLater }) =>
    inTenant(principal, (tx) => beginDial(tx, { callId, mayBeLater, now: new Date() })),
  );
  if (dial.kind !== "dial") return;
  const result = await placeCall(dial);
  const answer = toAnswer(result, { isLastAttempt });
  await inTenant(principal, (tx) => settleDial(tx, { callId, answer, now: new Date() }));
  if (answer.kind === "not_sent" && !isLastAttempt) {
    throw new AppError(answer.reason === "rate_limited" ? "rate_limited" : "unavailable", "The call was not sent");
  }
});

function toAnswer(result: PlaceCallResult, attempt: { isLastAttempt: boolean }): DialAnswer {
  return result.kind === "not_sent" ? { ...result, ...attempt } : result;
}
