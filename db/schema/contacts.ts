import { date, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";

export const contacts = pgTable(
  "contacts",
  {
    tenantId: tenantId(),
    id: id(),
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull(),
    preferredLanguage: text("preferred_language", { enum: ["en", "es"] })
      .notNull()
      .default("en"),
    declaredTimeZone: text("declared_time_zone"),
    addressState: text("address_state"),
    dateOfBirth: date("date_of_birth"),
    notes: text("notes"),
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("contacts_name_idx").on(t.tenantId, t.lastName, t.id),
    index("contacts_created_idx").on(t.tenantId, t.createdAt, t.id),
  ],
);
