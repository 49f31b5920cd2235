import "server-only";
import { and, eq } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import type { TenantTx } from "@/db/tenant";

/** Takes back what is on its way to a subscription that will not take it any more. Its row is locked by the caller. */
export async function cancelWaiting(tx: TenantTx, subscriptionId: string): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ state: "cancelled", nextAttemptAt: null })
    .where(and(eq(webhookDeliveries.subscriptionId, subscriptionId), eq(webhookDeliveries.state, "waiting")));
}
