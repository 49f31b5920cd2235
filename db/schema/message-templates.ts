import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";

/** A saved reply in both languages, with variables such as `{{first_name}}`. */
export const messageTemplates = pgTable(
  "message_templates",
  {
    tenantId: tenantId(),
    id: id(),
    name: text("name").notNull(),
    /** What is typed after the slash; lower case, without spaces. */
    shortcut: text("shortcut"),
    bodyEn: text("body_en").notNull(),
    bodyEs: text("body_es"),
    createdByUserId: text("created_by_user_id"),
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index("message_templates_name_idx").on(t.tenantId, t.name)],
);
