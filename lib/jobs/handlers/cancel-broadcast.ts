import "server-only";
import { inTenant } from "@/db/tenant";
import { cancelBroadcastJob } from "@/lib/domain/broadcasts/cancel-broadcast.job";
import { cancelRecipients } from "@/lib/domain/broadcasts/cancel-recipients";
import { listWaitingSends } from "@/lib/domain/broadcasts/list-waiting-sends";
import { cancelSend } from "@/lib/domain/sends/cancel-send";
import { runner } from "@/lib/jobs/runner";

const BATCH = 100;

/** Takes back what waits of a stopped broadcast, each message in a transaction of its own. */
export const cancelBroadcast = runner(cancelBroadcastJob, async ({ broadcastId }, { principal, signal }) => {
  await inTenant(principal, (tx) => cancelRecipients(tx, { broadcastId, now: new Date() }));
  for (;;) {
    const waiting = await inTenant(principal, (tx) => listWaitingSends(tx, { broadcastId, limit: BATCH }));
    for (const messageId of waiting) {
      signal.throwIfAborted();
      await inTenant(principal, (tx) => cancelSend(tx, { messageId, reason: "stopped", now: new Date() }));
    }
    if (waiting.length < BATCH) return;
  }
});
