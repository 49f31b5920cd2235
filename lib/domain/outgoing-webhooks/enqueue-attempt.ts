import "server-only";
import type { TenantTx } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { deliverWebhookJob } from "./deliver-webhook.job";

/**
 * Queues one attempt of a delivery, now or at its time. The queue's clock alone decides when: a worker with another time
 * neither waits nor drops it.
 */
export async function enqueueAttempt(
  tx: TenantTx,
  attempt: { deliveryId: string; number: number; at?: Date },
): Promise<void> {
  const { deliveryId, number, at } = attempt;
  const singletonKey = `${deliveryId}.${number}`;
  await enqueue(tx, deliverWebhookJob, { deliveryId, number }, { singletonKey, ...(at ? { at } : {}) });
}
