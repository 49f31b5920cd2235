import "server-only";
import { inTenant } from "@/db/tenant";
import { answerMissedCallJob } from "@/lib/domain/text-back/answer-missed-call.job";
import { recordMissedCall } from "@/lib/domain/text-back/record-missed-call";
import { sendTextBack } from "@/lib/domain/text-back/send-text-back";
import { runner } from "@/lib/jobs/runner";

/** Keeps a missed call, then answers it: in two transactions, since what is kept is what the gate relies on. */
export const answerMissedCall = runner(answerMissedCallJob, async (told, { principal }) => {
  const call = { ...told, missedAt: new Date(told.missedAt) };
  const { callId } = await inTenant(principal, (tx) => recordMissedCall(tx, call));
  await inTenant(principal, (tx) => sendTextBack(tx, { call, callId, now: new Date() }));
});
