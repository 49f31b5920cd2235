import "server-only";
import { inTenant } from "@/db/tenant";
import { beginFollowUp, settleFollowUp } from "@/lib/domain/calls/follow-up-call";
import { followUpCallJob } from "@/lib/domain/calls/follow-up-call.job";
import { fetchCall } from "@/lib/integrations/vapi/fetch-call";
import { vapi } from "@/lib/integrations/vapi/webhook";
import { runner } from "@/lib/jobs/runner";

/** Asks the provider how a call stands whose report has not come, and takes the answer as the webhook that is missing. */
export const followUpCall = runner(followUpCallJob, async ({ callId, round }, { principal, jobId, signal }) => {
  const ask = await inTenant(principal, (tx) => beginFollowUp(tx, callId));
  if (ask === null) return;
  const now = new Date();
  const fetched = await fetchCall({ ...ask, now, signal });
  await inTenant(principal, async (tx) => {
    if (fetched.kind === "known") {
      await vapi.process(tx, fetched.message, { eventId: jobId, callId, receivedAt: now });
    }
    await settleFollowUp(tx, { callId, round, now });
  });
});
