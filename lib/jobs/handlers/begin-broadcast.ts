import "server-only";
import { inTenant } from "@/db/tenant";
import { beginBroadcastJob } from "@/lib/domain/broadcasts/begin-broadcast.job";
import { listNextRecipients } from "@/lib/domain/broadcasts/list-next-recipients";
import { runner } from "@/lib/jobs/runner";

/** Writes a broadcast's audience down, some thousands at a time. */
export const beginBroadcast = runner(beginBroadcastJob, async ({ broadcastId }, { principal, signal }) => {
  for (;;) {
    signal.throwIfAborted();
    const { isDone } = await inTenant(principal, (tx) => listNextRecipients(tx, { broadcastId, now: new Date() }));
    if (isDone) return;
  }
});
