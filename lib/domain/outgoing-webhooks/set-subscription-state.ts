import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { webhookSubscriptions } from "@/db/schema/webhook-subscriptions";
import type { TenantTx } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { cancelWaiting } from "./cancel-waiting";
import { requireSubscription } from "./lock-subscription";
import { resumeDeliveriesJob } from "./resume-deliveries.job";
import type { setSubscriptionStateInput } from "./subscriptions.schema";

/**
 * Pauses, resumes or deletes a subscription. While it is paused nothing new is collected for it, and what is on its way
 * waits. Resuming also brings back one that was disabled. A deleted one keeps no address and no secret, and what was on
 * its way to it is cancelled. Setting the state that it has changes nothing.
 * @throws AppError `not_found`
 */
export async function setSubscriptionState(
  tx: TenantTx,
  input: z.output<typeof setSubscriptionStateInput>,
): Promise<void> {
  const { subscriptionId, state } = input;
  const subscription = await requireSubscription(tx, subscriptionId);
  if (subscription.state === state) return;
  const healthy = { failingSince: null, failureCount: 0 };
  const emptied = {
    urlCiphertext: Buffer.alloc(0),
    secretCiphertext: Buffer.alloc(0),
    previousSecretCiphertext: null,
    previousSecretUsableUntil: null,
    headersCiphertext: null,
    headerNames: [],
  };
  await tx
    .update(webhookSubscriptions)
    .set({
      state,
      disabledReason: null,
      updatedAt: new Date(),
      ...(state === "active" ? healthy : {}),
      ...(state === "deleted" ? emptied : {}),
    })
    .where(eq(webhookSubscriptions.id, subscriptionId));
  if (state === "active") await enqueue(tx, resumeDeliveriesJob, { subscriptionId }, { singletonKey: subscriptionId });
  if (state === "deleted") await cancelWaiting(tx, subscriptionId);
}
