import { sql } from "drizzle-orm";
import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, tenantId } from "./columns";
import { webhookEndpoints } from "./webhook-endpoints";

/** `quarantined` is kept back by a person: it is not worked on until it is released. */
export const EVENT_STATES = [
  "received",
  "processing",
  "processed",
  "ignored",
  "failed",
  "dead",
  "quarantined",
] as const;

/** `recovered` was fetched from the provider after a silence, `test` was sent by the firm to itself. */
export const EVENT_ORIGINS = ["delivery", "recovered", "test"] as const;

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
    origin: text("origin", { enum: EVENT_ORIGINS }).notNull().default("delivery"),
    /** The id under which the delivery stands in logs. */
    requestId: text("request_id"),
    sizeBytes: integer("size_bytes"),
    state: text("state", { enum: EVENT_STATES }).notNull().default("received"),
    attempts: integer("attempts").notNull().default(0),
    failure: text("failure"),
    receivedAt: instant("received_at").notNull().defaultNow(),
    processedAt: instant("processed_at"),
    replayedAt: instant("replayed_at"),
    /** When the payload was removed at the end of its keeping. */
    contentRemovedAt: instant("content_removed_at"),
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
    index("webhook_events_endpoint_idx").on(t.tenantId, t.endpointId, t.receivedAt),
    index("webhook_events_state_idx").on(t.tenantId, t.state, t.receivedAt, t.id),
    index("webhook_events_call_idx").on(t.tenantId, t.callId, t.receivedAt).where(sql`call_id is not null`),
  ],
);
