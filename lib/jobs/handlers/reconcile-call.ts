import "server-only";
import { inTenant } from "@/db/tenant";
import { beginLookUp, type LookUpAnswer, settleLookUp } from "@/lib/domain/calls/reconcile-call";
import { reconcileCallJob } from "@/lib/domain/calls/reconcile-call.job";
import { findPlacedCall } from "@/lib/integrations/vapi/find-placed-call";
import { runner } from "@/lib/jobs/runner";

/** Asks the provider's list for a call whose answer was lost, and keeps what it says. */
export const reconcileCall = runner(reconcileCallJob, async ({ callId, round }, { principal, signal }) => {
  const look = await inTenant(principal, (tx) => beginLookUp(tx, { callId, now: new Date() }));
  if (look === null) return;
  const found = await findPlacedCall({ ...look, signal });
  const answer: LookUpAnswer = found.kind === "failed" ? { kind: "failed" } : found;
  await inTenant(principal, (tx) =>
    settleLookUp(tx, { callId, round, attemptedAt: look.attemptedAt, answer, now: new Date() }),
  );
});
