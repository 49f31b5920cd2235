import "server-only";
import { inTenant } from "@/db/tenant";
import { expireHolds as expire } from "@/lib/domain/credits/expire-holds";
import { expireHoldsJob } from "@/lib/domain/credits/expire-holds.job";
import { runner } from "@/lib/jobs/runner";

/** Gives lapsed credits back, one batch in a transaction, until none are left. */
export const expireHolds = runner(expireHoldsJob, async (_payload, { principal }) => {
  const now = new Date();
  while ((await inTenant(principal, (tx) => expire(tx, now))).isBatchFull);
});
