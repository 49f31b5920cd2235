import { index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, id, tenantId, updatedAt } from "./columns";

/** A named set of filters of a screen. Shared with the firm when it has no owner. */
export const savedViews = pgTable(
  "saved_views",
  {
    tenantId: tenantId(),
    id: id(),
    screen: text("screen", { enum: ["inbox"] }).notNull(),
    name: text("name").notNull(),
    ownerUserId: text("owner_user_id"),
    createdByUserId: text("created_by_user_id").notNull(),
    /** The screen's URL parameters. */
    query: jsonb("query").$type<Record<string, string>>().notNull(),
    position: integer("position").notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("saved_views_screen_idx").on(t.tenantId, t.screen, t.ownerUserId),
  ],
);
