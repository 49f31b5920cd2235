import "server-only";
import { inTenant } from "@/db/tenant";
import { resumeDeliveries as resume } from "@/lib/domain/outgoing-webhooks/resume-deliveries";
import { resumeDeliveriesJob } from "@/lib/domain/outgoing-webhooks/resume-deliveries.job";
import { runner } from "@/lib/jobs/runner";

/** Sets waiting deliveries going in batches, each in a short transaction. */
export const resumeDeliveries = runner(resumeDeliveriesJob, async ({ subscriptionId }, { principal, signal }) => {
  let hasMore = true;
  while (hasMore) {
    signal.throwIfAborted();
    ({ hasMore } = await inTenant(principal, (tx) => resume(tx, { subscriptionId, now: new Date() })));
  }
});
