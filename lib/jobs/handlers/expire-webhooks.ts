import "server-only";
import { inTenant } from "@/db/tenant";
import { buryLostEvents } from "@/lib/domain/webhook-events/bury-lost-events";
import { expireWebhooks as expire } from "@/lib/domain/webhook-events/expire-webhooks";
import { expireWebhooksJob } from "@/lib/domain/webhook-events/expire-webhooks.job";
import { runner } from "@/lib/jobs/runner";

/** Batch after batch, each in a transaction of its own, until nothing is left that is old enough. */
export const expireWebhooks = runner(expireWebhooksJob, async (_payload, { principal, signal }) => {
  const now = new Date();
  await inTenant(principal, (tx) => buryLostEvents(tx, now));
  for (let isDone = false; !isDone && !signal.aborted; ) {
    ({ isDone } = await inTenant(principal, (tx) => expire(tx, now)));
  }
});
