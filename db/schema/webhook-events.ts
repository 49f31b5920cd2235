import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, tenantId } from "./columns";
import { webhookEndpoints } from "./webhook-endpoints";

const EVENT_STATES = ["received", "processing", "processed", "ignored", "failed", "dead"] as const;

/** A verified delivery. `identity` is the provider's own identity of the event (design 6), so a repeat is one row. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    tenantId: tenantId(),
    id: id(),
    provider: text("provider").notNull(),
    /** Null when the event came through the platform's own door, where the call token named the firm. */
    endpointId: uuid("endpoint_id"),
    identity: text("identity").notNull(),
    eventType: text("event_type").notNull(),
    callId: uuid("call_id"),
    payloadCiphertext: bytes("payload_ciphertext"),
    verification: text("verification").notNull(),
    verifiedWith: text("verified_with", { enum: ["current", "previous", "platform"] }).notNull(),
    state: text("state", { enum: EVENT_STATES }).notNull().default("received"),
    attempts: integer("attempts").notNull().default(0),
    failure: text("failure"),
    receivedAt: instant("received_at").notNull().defaultNow(),
    processedAt: instant("processed_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.endpointId],
      foreignColumns: [webhookEndpoints.tenantId, webhookEndpoints.id],
    }),
    unique("webhook_events_identity_key").on(t.tenantId, t.provider, t.identity),
    index("webhook_events_received_idx").on(t.tenantId, t.receivedAt, t.id),
    index("webhook_events_call_idx").on(t.tenantId, t.callId, t.receivedAt),
  ],
);
