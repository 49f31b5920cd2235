import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import type { TenantTx } from "@/db/tenant";
import { enqueueAttempt } from "./enqueue-attempt";
import { lockSubscription } from "./lock-subscription";

const BATCH = 100;

/**
 * Sets the next deliveries going that stopped because their subscription was paused, oldest first.
 * @returns whether more wait
 */
export async function resumeDeliveries(
  tx: TenantTx,
  input: { subscriptionId: string; now: Date },
): Promise<{ hasMore: boolean }> {
  const subscription = await lockSubscription(tx, input.subscriptionId);
  if (subscription?.state !== "active") return { hasMore: false };
  const stopped = await tx
    .select({ id: webhookDeliveries.id, attempts: webhookDeliveries.attempts })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.subscriptionId, input.subscriptionId),
        eq(webhookDeliveries.state, "waiting"),
        isNull(webhookDeliveries.nextAttemptAt),
      ),
    )
    .orderBy(asc(webhookDeliveries.createdAt), asc(webhookDeliveries.id))
    .limit(BATCH);
  for (const { id, attempts } of stopped) {
    await tx.update(webhookDeliveries).set({ nextAttemptAt: input.now }).where(eq(webhookDeliveries.id, id));
    await enqueueAttempt(tx, { deliveryId: id, number: attempts + 1 });
  }
  return { hasMore: stopped.length === BATCH };
}
