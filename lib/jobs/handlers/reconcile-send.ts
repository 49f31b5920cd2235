import "server-only";
import { inTenant } from "@/db/tenant";
import { beginSendLookUp, settleSendLookUp } from "@/lib/domain/sends/reconcile-send";
import { reconcileSendJob } from "@/lib/domain/sends/reconcile-send.job";
import { runner } from "@/lib/jobs/runner";
import { lookUpOrder } from "./look-up-order";

/** Asks the provider's list for a message whose answer was lost, and keeps what it says. */
export const reconcileSend = runner(reconcileSendJob, async ({ messageId, round }, { principal, signal }) => {
  const look = await inTenant(principal, (tx) => beginSendLookUp(tx, { messageId, now: new Date() }));
  if (look === null) return;
  const answer = await lookUpOrder(look, signal);
  await inTenant(principal, (tx) =>
    settleSendLookUp(tx, { messageId, round, attemptedAt: look.attemptedAt, answer, now: new Date() }),
  );
});
