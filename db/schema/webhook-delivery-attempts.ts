import { foreignKey, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, tenantId } from "./columns";
import { webhookDeliveries } from "./webhook-deliveries";

/** One try of a delivery, with the beginning of the answer (sealed: receivers echo what they were sent). */
export const webhookDeliveryAttempts = pgTable(
  "webhook_delivery_attempts",
  {
    tenantId: tenantId(),
    deliveryId: uuid("delivery_id").notNull(),
    number: integer("number").notNull(),
    startedAt: instant("started_at").notNull(),
    durationMs: integer("duration_ms").notNull(),
    status: integer("status"),
    failure: text("failure"),
    answerCiphertext: bytes("answer_ciphertext"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.deliveryId, t.number] }),
    foreignKey({
      columns: [t.tenantId, t.deliveryId],
      foreignColumns: [webhookDeliveries.tenantId, webhookDeliveries.id],
    }),
  ],
);
