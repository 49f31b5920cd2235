import { foreignKey, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, tenantId } from "./columns";
import { leads } from "./leads";

export const leadMetadata = pgTable(
  "lead_metadata",
  {
    tenantId: tenantId(),
    id: id(),
    leadId: uuid("lead_id").notNull(),
    key: text("key").notNull(),
    value: text("value").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.leadId], foreignColumns: [leads.tenantId, leads.id] }).onDelete("cascade"),
    unique("lead_metadata_key_key").on(t.tenantId, t.leadId, t.key),
  ],
);
