import { sql } from "drizzle-orm";
import { foreignKey, index, integer, pgTable, primaryKey, real, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId } from "./columns";
import { webhookEndpoints } from "./webhook-endpoints";

/** `silent`: less came than the endpoint's usual hour; `failing`: events end as dead letters; `refusing`: most is refused. */
export const ALERT_KINDS = ["silent", "failing", "refusing"] as const;

/** An endpoint that needs a person's eye. At most one is open for an endpoint and kind. */
export const webhookAlerts = pgTable(
  "webhook_alerts",
  {
    tenantId: tenantId(),
    id: id(),
    endpointId: uuid("endpoint_id").notNull(),
    kind: text("kind", { enum: ALERT_KINDS }).notNull(),
    /** Deliveries that the watched time usually brings. */
    expected: real("expected").notNull().default(0),
    observed: integer("observed").notNull().default(0),
    /** Since when nothing usual came. */
    since: instant("since").notNull(),
    openedAt: instant("opened_at").notNull().defaultNow(),
    closedAt: instant("closed_at"),
    closedBy: text("closed_by", { enum: ["traffic", "reconciliation", "person"] }),
    /** Events that a reconciliation found and stored; null before one ran. */
    recoveredCount: integer("recovered_count"),
    reconciledAt: instant("reconciled_at"),
    reconciliationFailure: text("reconciliation_failure"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.endpointId],
      foreignColumns: [webhookEndpoints.tenantId, webhookEndpoints.id],
    }),
    uniqueIndex("webhook_alerts_open_key").on(t.tenantId, t.endpointId, t.kind).where(sql`closed_at is null`),
    index("webhook_alerts_opened_idx").on(t.tenantId, t.openedAt, t.id),
  ],
);
