import "server-only";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import type { TenantTx } from "@/db/tenant";
import { type Cursor, decodeCursor, type KeysetPage, toPage } from "@/lib/core/cursor";
import type { DeliverySummary } from "./deliveries.schema";
import type { OutgoingEventType } from "./event-types.schema";

export type DeliveryFilter = {
  subscriptionId: string;
  state?: DeliverySummary["state"] | null;
  eventType?: OutgoingEventType | null;
  origin?: DeliverySummary["origin"] | null;
  cursor?: string | null;
  limit: number;
};

export const DELIVERY_COLUMNS = {
  id: webhookDeliveries.id,
  subscriptionId: webhookDeliveries.subscriptionId,
  messageId: webhookDeliveries.messageId,
  // Only types of OUTGOING_EVENT_TYPES are ever written (see insertDelivery).
  eventType: sql<OutgoingEventType>`${webhookDeliveries.eventType}`,
  sequence: webhookDeliveries.sequence,
  origin: webhookDeliveries.origin,
  replayOf: webhookDeliveries.replayOf,
  state: webhookDeliveries.state,
  attempts: webhookDeliveries.attempts,
  nextAttemptAt: webhookDeliveries.nextAttemptAt,
  lastStatus: webhookDeliveries.lastStatus,
  lastFailure: webhookDeliveries.lastFailure,
  deliveredAt: webhookDeliveries.deliveredAt,
  createdAt: webhookDeliveries.createdAt,
};

/** What was sent to a subscription and what became of it, newest first; an unknown subscription has nothing. */
export async function listDeliveries(tx: TenantTx, filter: DeliveryFilter): Promise<KeysetPage<DeliverySummary>> {
  const rows = await tx
    .select({ ...DELIVERY_COLUMNS, sortKey: sql<string>`${webhookDeliveries.createdAt}::text` })
    .from(webhookDeliveries)
    .where(and(ownRows(tx, webhookDeliveries.tenantId), ...conditions(filter)))
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
    .limit(filter.limit + 1);
  const page = toPage(rows, filter.limit, (row) => ({ value: row.sortKey, id: row.id }));
  return { nextCursor: page.nextCursor, rows: page.rows.map(({ sortKey: _, ...row }) => row) };
}

function conditions(filter: DeliveryFilter): (SQL | undefined)[] {
  const cursor = decodeCursor(filter.cursor);
  return [
    eq(webhookDeliveries.subscriptionId, filter.subscriptionId),
    filter.eventType ? eq(webhookDeliveries.eventType, filter.eventType) : undefined,
    filter.state ? eq(webhookDeliveries.state, filter.state) : undefined,
    filter.origin ? eq(webhookDeliveries.origin, filter.origin) : undefined,
    cursor ? after(cursor) : undefined,
  ];
}

function after(cursor: Cursor): SQL | undefined {
  if (Number.isNaN(Date.parse(cursor.value))) return undefined;
  return sql`(${webhookDeliveries.createdAt}, ${webhookDeliveries.id}) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`;
}
