import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId } from "./columns";
import { webhookEndpoints } from "./webhook-endpoints";

/** Facts that explain a refusal: lengths, names and seconds, never a value that the sender sent. */
export type RefusalFacts = Record<string, string | number | boolean | null>;

/** Deliveries to a firm's door that were not taken, and why. In a flood one row stands for `count` of them. */
export const webhookRefusals = pgTable(
  "webhook_refusals",
  {
    tenantId: tenantId(),
    id: id(),
    endpointId: uuid("endpoint_id"),
    provider: text("provider").notNull(),
    reason: text("reason").notNull(),
    facts: jsonb("facts").$type<RefusalFacts>().notNull().default({}),
    count: integer("count").notNull().default(1),
    requestId: text("request_id").notNull(),
    refusedAt: instant("refused_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.endpointId],
      foreignColumns: [webhookEndpoints.tenantId, webhookEndpoints.id],
    }),
    index("webhook_refusals_refused_idx").on(t.tenantId, t.refusedAt, t.id),
    index("webhook_refusals_endpoint_idx").on(t.tenantId, t.endpointId, t.refusedAt),
  ],
);
