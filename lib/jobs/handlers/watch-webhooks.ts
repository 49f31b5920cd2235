import "server-only";
import { inTenant } from "@/db/tenant";
import { queueLineChecks } from "@/lib/domain/lines/queue-line-checks";
import { listWatchedEndpoints } from "@/lib/domain/webhook-alerts/list-watched-endpoints";
import { watchEndpoint } from "@/lib/domain/webhook-alerts/watch-endpoint";
import { watchWebhooksJob } from "@/lib/domain/webhook-alerts/watch-webhooks.job";
import { runner } from "@/lib/jobs/runner";

/**
 * Judges each endpoint in a transaction of its own, so that a slow one holds nothing up. The lines whose state is told over
 * them are looked at on the same occasion.
 */
export const watchWebhooks = runner(watchWebhooksJob, async (_payload, { principal, signal }) => {
  const now = new Date();
  await inTenant(principal, queueLineChecks);
  const endpoints = await inTenant(principal, (tx) => listWatchedEndpoints(tx));
  for (const endpointId of endpoints) {
    signal.throwIfAborted();
    await inTenant(principal, (tx) => watchEndpoint(tx, endpointId, now));
  }
});
