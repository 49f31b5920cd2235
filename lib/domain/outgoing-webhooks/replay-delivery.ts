import "server-only";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import { webhookSubscriptions } from "@/db/schema/webhook-subscriptions";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { unseal } from "@/lib/vault/unseal";
import type { deliveryIdInput } from "./deliveries.schema";
import { outgoingEventType } from "./event-types.schema";
import { insertDelivery } from "./insert-delivery";
import { payloadBinding } from "./webhook-binding";

/**
 * Sends an event again as it was, to the same subscription: the same event id and number inside, under a new message id,
 * so that a receiver which drops repeated messages takes it.
 * @throws AppError `not_found`; `conflict` while the delivery is still on its way; `precondition_failed` when the
 * subscription is not active or the event is no longer kept
 */
export async function replayDelivery(
  tx: TenantTx,
  input: z.output<typeof deliveryIdInput>,
): Promise<{ deliveryId: string }> {
  const [delivery] = await tx
    .select({
      subscriptionId: webhookDeliveries.subscriptionId,
      eventType: webhookDeliveries.eventType,
      sequence: webhookDeliveries.sequence,
      state: webhookDeliveries.state,
      payload: webhookDeliveries.payloadCiphertext,
      subscriptionState: webhookSubscriptions.state,
    })
    .from(webhookDeliveries)
    .innerJoin(
      webhookSubscriptions,
      and(
        eq(webhookSubscriptions.tenantId, webhookDeliveries.tenantId),
        eq(webhookSubscriptions.id, webhookDeliveries.subscriptionId),
      ),
    )
    .where(eq(webhookDeliveries.id, input.deliveryId));
  if (!delivery || delivery.subscriptionState === "deleted")
    throw new AppError("not_found", "There is no such delivery");
  if (delivery.state === "waiting") throw new AppError("conflict", "This delivery is still on its way");
  if (delivery.subscriptionState !== "active")
    throw new AppError("precondition_failed", "Resume the subscription first");
  if (delivery.payload === null) throw new AppError("precondition_failed", "This event is no longer kept");
  const { subscriptionId, sequence } = delivery;
  const eventType = outgoingEventType.parse(delivery.eventType);
  await auditEvent(tx, {
    action: "webhook_delivery.replay",
    subjectType: "webhook_deliveries",
    subjectId: input.deliveryId,
    outcome: "done",
    detail: { subscriptionId, eventType, sequence },
  });
  const payload = await unseal(tx, payloadBinding(input.deliveryId), delivery.payload);
  return insertDelivery(tx, {
    subscriptionId,
    eventType,
    sequence,
    payload,
    origin: "replay",
    replayOf: input.deliveryId,
    now: new Date(),
  });
}
