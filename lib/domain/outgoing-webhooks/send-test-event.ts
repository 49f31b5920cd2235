import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { webhookSubscriptions } from "@/db/schema/webhook-subscriptions";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import type { sendTestEventInput } from "./deliveries.schema";
import { writeEnvelope } from "./event-envelope";
import { OUTGOING_EVENT_TYPES } from "./event-types.schema";
import { findEventFirm } from "./find-event-firm";
import { insertDelivery } from "./insert-delivery";
import { nextEventSequence } from "./next-event-sequence";
import { sampleEvent } from "./subjects/sample-event";

/**
 * Sends a sample once, marked `test: true`, so that the receiver can be tried and learn the shape. It goes to a paused or
 * disabled subscription as well, and says nothing about its health.
 * @throws AppError `not_found`
 */
export async function sendTestEvent(
  tx: TenantTx,
  input: z.output<typeof sendTestEventInput>,
): Promise<{ deliveryId: string }> {
  const [subscription] = await tx
    .select({ eventTypes: webhookSubscriptions.eventTypes, state: webhookSubscriptions.state })
    .from(webhookSubscriptions)
    .where(eq(webhookSubscriptions.id, input.subscriptionId));
  if (!subscription || subscription.state === "deleted") {
    throw new AppError("not_found", "There is no such subscription");
  }
  const wanted = OUTGOING_EVENT_TYPES.find((type) => subscription.eventTypes.includes(type));
  const eventType = input.eventType ?? wanted ?? OUTGOING_EVENT_TYPES[0];
  await auditEvent(tx, {
    action: "webhook_subscription.test",
    subjectType: "webhook_subscriptions",
    subjectId: input.subscriptionId,
    outcome: "done",
    detail: { eventType },
  });
  const now = new Date();
  const firm = await findEventFirm(tx);
  const sequence = await nextEventSequence(tx);
  const data = sampleEvent(eventType);
  const payload = writeEnvelope({ type: eventType, createdAt: now, sequence, isTest: true, firm, data });
  return insertDelivery(tx, {
    subscriptionId: input.subscriptionId,
    eventType,
    sequence,
    payload,
    origin: "test",
    now,
  });
}
