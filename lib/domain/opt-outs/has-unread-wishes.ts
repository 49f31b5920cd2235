import "server-only";
import { and, eq, gt, inArray, or, sql } from "drizzle-orm";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";

/** The events in which a person may say STOP, or another system tell of it. Aloware's names say nothing, so all of its count. */
const TYPES = [
  "message.received",
  "message.opted_out",
  "com.twilio.messaging.inbound-message.received",
  "twilio.events",
  "InboundMessage",
  "ContactDndUpdate",
  "ContactUpdate",
  "workflow",
  "messages.upsert",
];

/** What was not read in this time is stuck, and is no reason to keep a firm from writing. */
const READ_WITHIN = "1 minute";

/**
 * Whether the firm has verified deliveries that nobody has worked on yet and that may bring a wish not to be contacted. A
 * contact that begins while one waits could be the one that the client has just asked not to get (CMP-01).
 */
export async function hasUnreadWishes(tx: TenantTx): Promise<boolean> {
  const found = await tx
    .select({ one: sql`1` })
    .from(webhookEvents)
    .where(
      and(
        eq(webhookEvents.state, "received"),
        gt(webhookEvents.receivedAt, sql`now() - ${READ_WITHIN}::interval`),
        or(eq(webhookEvents.provider, "aloware"), inArray(webhookEvents.eventType, TYPES)),
      ),
    )
    .limit(1);
  return found.length > 0;
}
