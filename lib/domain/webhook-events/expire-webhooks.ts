import "server-only";
import { and, eq, inArray, isNotNull, lt, notExists } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import { webhookDeliveryAttempts } from "@/db/schema/webhook-delivery-attempts";
import { webhookEvents } from "@/db/schema/webhook-events";
import { webhookRefusals } from "@/db/schema/webhook-refusals";
import type { TenantTx } from "@/db/tenant";
import { auditEvent } from "@/lib/domain/audit/audit-event";

/** How long what came and went is kept, in days (DAT-03: raw content at most 30; WH-05: identities at least 90). */
const WEBHOOK_KEEPING_DAYS = {
  content: 30,
  events: 120,
  refusals: 90,
  deliveries: 90,
} as const;

export type ExpiredWebhooks = {
  emptiedEvents: number;
  deletedEvents: number;
  deletedRefusals: number;
  emptiedDeliveries: number;
  deletedAttempts: number;
  deletedDeliveries: number;
};

const BATCH = 2_000;
const DAY_MS = 86_400_000;

/**
 * Empties and deletes what the firm has kept long enough at `now`, at most a batch of each kind, so that a transaction stays
 * short: call it until `isDone`. An event that was never worked on loses its content as well. What receivers of outgoing
 * webhooks answered may echo the content, so the attempts go when it does. The counts stand in the audit log.
 */
export async function expireWebhooks(tx: TenantTx, now: Date): Promise<{ isDone: boolean; expired: ExpiredWebhooks }> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const expired = {
    // Whole rows first: what is deleted need not be emptied.
    deletedEvents: await deleteEvents(tx, before(WEBHOOK_KEEPING_DAYS.events)),
    emptiedEvents: await emptyEvents(tx, before(WEBHOOK_KEEPING_DAYS.content), now),
    deletedRefusals: await deleteRefusals(tx, before(WEBHOOK_KEEPING_DAYS.refusals)),
    deletedAttempts: await deleteAttempts(tx, before(WEBHOOK_KEEPING_DAYS.content)),
    deletedDeliveries: await deleteDeliveries(tx, before(WEBHOOK_KEEPING_DAYS.deliveries)),
    emptiedDeliveries: await emptyDeliveries(tx, before(WEBHOOK_KEEPING_DAYS.content)),
  };
  const counts = Object.values(expired);
  if (counts.some((count) => count > 0)) {
    await auditEvent(tx, {
      action: "webhooks.expire",
      subjectType: "webhook_events",
      subjectId: null,
      outcome: "done",
      detail: expired,
    });
  }
  return { isDone: counts.every((count) => count < BATCH), expired };
}

async function emptyEvents(tx: TenantTx, receivedBefore: Date, now: Date): Promise<number> {
  const ids = tx
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(and(lt(webhookEvents.receivedAt, receivedBefore), isNotNull(webhookEvents.payloadCiphertext)))
    .orderBy(webhookEvents.receivedAt)
    .limit(BATCH);
  const rows = await tx
    .update(webhookEvents)
    .set({ payloadCiphertext: null, contentRemovedAt: now })
    .where(inArray(webhookEvents.id, ids))
    .returning({ id: webhookEvents.id });
  return rows.length;
}

async function deleteEvents(tx: TenantTx, receivedBefore: Date): Promise<number> {
  const ids = tx
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(lt(webhookEvents.receivedAt, receivedBefore))
    .orderBy(webhookEvents.receivedAt)
    .limit(BATCH);
  const rows = await tx.delete(webhookEvents).where(inArray(webhookEvents.id, ids)).returning({ id: webhookEvents.id });
  return rows.length;
}

async function deleteRefusals(tx: TenantTx, refusedBefore: Date): Promise<number> {
  const ids = tx
    .select({ id: webhookRefusals.id })
    .from(webhookRefusals)
    .where(lt(webhookRefusals.refusedAt, refusedBefore))
    .orderBy(webhookRefusals.refusedAt)
    .limit(BATCH);
  const rows = await tx
    .delete(webhookRefusals)
    .where(inArray(webhookRefusals.id, ids))
    .returning({ id: webhookRefusals.id });
  return rows.length;
}

async function deleteAttempts(tx: TenantTx, startedBefore: Date): Promise<number> {
  const isOld = lt(webhookDeliveryAttempts.startedAt, startedBefore);
  const deliveryIds = tx
    .select({ id: webhookDeliveryAttempts.deliveryId })
    .from(webhookDeliveryAttempts)
    .where(isOld)
    .limit(BATCH);
  const rows = await tx
    .delete(webhookDeliveryAttempts)
    .where(and(isOld, inArray(webhookDeliveryAttempts.deliveryId, deliveryIds)))
    .returning({ number: webhookDeliveryAttempts.number });
  return rows.length;
}

/** Only those that no attempt hangs on any more. */
async function deleteDeliveries(tx: TenantTx, createdBefore: Date): Promise<number> {
  const attempts = tx
    .select({ id: webhookDeliveryAttempts.deliveryId })
    .from(webhookDeliveryAttempts)
    .where(eq(webhookDeliveryAttempts.deliveryId, webhookDeliveries.id));
  const ids = tx
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(and(lt(webhookDeliveries.createdAt, createdBefore), notExists(attempts)))
    .orderBy(webhookDeliveries.createdAt)
    .limit(BATCH);
  const rows = await tx
    .delete(webhookDeliveries)
    .where(inArray(webhookDeliveries.id, ids))
    .returning({ id: webhookDeliveries.id });
  return rows.length;
}

async function emptyDeliveries(tx: TenantTx, createdBefore: Date): Promise<number> {
  const ids = tx
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(and(lt(webhookDeliveries.createdAt, createdBefore), isNotNull(webhookDeliveries.payloadCiphertext)))
    .orderBy(webhookDeliveries.createdAt)
    .limit(BATCH);
  const rows = await tx
    .update(webhookDeliveries)
    .set({ payloadCiphertext: null })
    .where(inArray(webhookDeliveries.id, ids))
    .returning({ id: webhookDeliveries.id });
  return rows.length;
}
