import "server-only";
import { and, arrayContains, asc, eq } from "drizzle-orm";
import { webhookSubscriptions } from "@/db/schema/webhook-subscriptions";
import type { TenantTx } from "@/db/tenant";
import { writeEnvelope } from "./event-envelope";
import { findEventFirm } from "./find-event-firm";
import { insertDelivery } from "./insert-delivery";
import { nextEventSequence } from "./next-event-sequence";
import { describeSubject, type OutgoingEvent } from "./subjects/describe-subject";

/**
 * Tells every active subscription of the firm that wants it of an event, in the transaction in which it happened: the
 * deliveries exist exactly when it did. One query when nobody wants it; nothing about a case behind an ethical wall leaves.
 * Call it after the audited write that the event is about (see nextEventSequence).
 */
export async function publishEvent(tx: TenantTx, event: OutgoingEvent): Promise<void> {
  const wanting = await tx
    .select({ id: webhookSubscriptions.id })
    .from(webhookSubscriptions)
    .where(and(eq(webhookSubscriptions.state, "active"), arrayContains(webhookSubscriptions.eventTypes, [event.type])))
    .orderBy(asc(webhookSubscriptions.createdAt), asc(webhookSubscriptions.id));
  if (wanting.length === 0) return;
  const data = await describeSubject(tx, event);
  if (data === null) return;
  const firm = await findEventFirm(tx);
  const now = new Date();
  const sequence = await nextEventSequence(tx);
  const payload = writeEnvelope({ type: event.type, createdAt: now, sequence, isTest: false, firm, data });
  for (const { id: subscriptionId } of wanting) {
    await insertDelivery(tx, { subscriptionId, eventType: event.type, sequence, payload, origin: "event", now });
  }
}
