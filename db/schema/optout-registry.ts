import { index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, instant, tenantId, updatedAt } from "./columns";
import { OPTOUT_CHANNELS } from "./optout-events";

/** The projection of optout_events that the gate reads: one row for each number and channel. */
export const optoutRegistry = pgTable(
  "optout_registry",
  {
    tenantId: tenantId(),
    id: id(),
    e164: text("e164").notNull(),
    channel: text("channel", { enum: OPTOUT_CHANNELS }).notNull(),
    scope: text("scope", { enum: ["all", "marketing"] })
      .notNull()
      .default("all"),
    state: text("state", { enum: ["opted_out", "opted_in"] }).notNull(),
    lastEventId: uuid("last_event_id").notNull(),
    effectiveAt: instant("effective_at").notNull(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("optout_registry_number_key").on(t.tenantId, t.e164, t.channel, t.scope),
    index("optout_registry_effective_idx").on(t.tenantId, t.state, t.effectiveAt, t.id),
  ],
);
