import "server-only";
import { inTenant } from "@/db/tenant";
import { sendToRecipient } from "@/lib/domain/broadcasts/send-to-recipient";
import { stepBroadcastJob } from "@/lib/domain/broadcasts/step-broadcast.job";
import { takeStep } from "@/lib/domain/broadcasts/take-step";
import { runner } from "@/lib/jobs/runner";

/** Takes the next people of a broadcast, each in a transaction of their own. */
export const stepBroadcast = runner(stepBroadcastJob, async ({ broadcastId }, { principal, signal }) => {
  const step = await inTenant(principal, (tx) => takeStep(tx, { broadcastId, now: new Date() }));
  let accepted = 0;
  for (const recipientId of step?.recipientIds ?? []) {
    if (signal.aborted || accepted >= (step?.size ?? 0)) return;
    const result = await inTenant(principal, (tx) => sendToRecipient(tx, { recipientId, now: new Date() }));
    if (result === "stopped") return;
    if (result === "accepted") accepted += 1;
  }
});
