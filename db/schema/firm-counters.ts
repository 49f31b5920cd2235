import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { tenantId } from "./columns";

/** Per-firm number series (case numbers), so that one firm's numbers say nothing about another's. */
export const firmCounters = pgTable(
  "firm_counters",
  { tenantId: tenantId(), name: text("name").notNull(), lastValue: integer("last_value").notNull().default(0) },
  (t) => [primaryKey({ columns: [t.tenantId, t.name] })],
);
