import "server-only";
import { inTenant } from "@/db/tenant";
import { confirmOptOut as confirm } from "@/lib/domain/opt-outs/confirm-opt-out";
import { confirmOptOutJob } from "@/lib/domain/opt-outs/confirm-opt-out.job";
import { runner } from "@/lib/jobs/runner";

/** Puts the one confirmation of a stop on its way, or notes why there is none. */
export const confirmOptOut = runner(confirmOptOutJob, async ({ taskId }, { principal }) => {
  await inTenant(principal, (tx) => confirm(tx, { taskId, now: new Date() }));
});
