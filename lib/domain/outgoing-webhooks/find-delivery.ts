import "server-only";
import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import { webhookDeliveryAttempts } from "@/db/schema/webhook-delivery-attempts";
import type { TenantTx } from "@/db/tenant";
import type { DeliverySummary } from "./deliveries.schema";
import { DELIVERY_COLUMNS } from "./list-deliveries";

export type DeliveryDetail = DeliverySummary & {
  /** Whether the event is still kept: it can be shown and sent again. */
  hasPayload: boolean;
  /** Oldest first. `failure` is null when the attempt succeeded. */
  attemptLog: { number: number; startedAt: Date; durationMs: number; status: number | null; failure: string | null }[];
};

/** A delivery of a subscription with its attempts, or null when there is none of that id. */
export async function findDelivery(
  tx: TenantTx,
  wanted: { subscriptionId: string; deliveryId: string },
): Promise<DeliveryDetail | null> {
  const [row] = await tx
    .select({ ...DELIVERY_COLUMNS, hasPayload: sql<boolean>`${isNotNull(webhookDeliveries.payloadCiphertext)}` })
    .from(webhookDeliveries)
    .where(
      and(eq(webhookDeliveries.id, wanted.deliveryId), eq(webhookDeliveries.subscriptionId, wanted.subscriptionId)),
    );
  if (!row) return null;
  const attemptLog = await tx
    .select({
      number: webhookDeliveryAttempts.number,
      startedAt: webhookDeliveryAttempts.startedAt,
      durationMs: webhookDeliveryAttempts.durationMs,
      status: webhookDeliveryAttempts.status,
      failure: webhookDeliveryAttempts.failure,
    })
    .from(webhookDeliveryAttempts)
    .where(eq(webhookDeliveryAttempts.deliveryId, wanted.deliveryId))
    .orderBy(asc(webhookDeliveryAttempts.number));
  return { ...row, attemptLog };
}
