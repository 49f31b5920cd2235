import { bigint, foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, tenantId } from "./columns";
import { webhookSubscriptions } from "./webhook-subscriptions";

/** An event on its way to one subscription: the outbox row and its result. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    tenantId: tenantId(),
    id: id(),
    subscriptionId: uuid("subscription_id").notNull(),
    /** `webhook-id` of every attempt: the receiver's key against repeats. A replay has a new one. */
    messageId: text("message_id").notNull(),
    eventType: text("event_type").notNull(),
    /** Rises by one with each event of the firm, because receivers may work in parallel. */
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    origin: text("origin", { enum: ["event", "test", "replay"] })
      .notNull()
      .default("event"),
    replayOf: uuid("replay_of"),
    payloadCiphertext: bytes("payload_ciphertext"),
    state: text("state", { enum: ["waiting", "delivered", "failed", "cancelled"] })
      .notNull()
      .default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    lastStatus: integer("last_status"),
    lastFailure: text("last_failure"),
    deliveredAt: instant("delivered_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.subscriptionId],
      foreignColumns: [webhookSubscriptions.tenantId, webhookSubscriptions.id],
    }),
    unique("webhook_deliveries_message_key").on(t.tenantId, t.subscriptionId, t.messageId),
    index("webhook_deliveries_created_idx").on(t.tenantId, t.createdAt, t.id),
    index("webhook_deliveries_subscription_idx").on(t.tenantId, t.subscriptionId, t.createdAt, t.id),
  ],
);
