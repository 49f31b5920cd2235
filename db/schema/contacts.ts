import { boolean, date, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
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
    /** A legal hold on the person's records: since when, by whom, by which order, and whether it forbids contact as well. */
    heldAt: instant("held_at"),
    heldByUserId: text("held_by_user_id"),
    holdReason: text("hold_reason"),
    isHoldBlocking: boolean("is_hold_blocking").notNull().default(false),
    /** The last release of a hold: when, by whom and why. Until there is another, `holdReason` stays what the released one was for. */
    holdReleasedAt: instant("hold_released_at"),
    holdReleasedByUserId: text("hold_released_by_user_id"),
    holdReleaseReason: text("hold_release_reason"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("contacts_name_idx").on(t.tenantId, t.lastName, t.id),
    index("contacts_created_idx").on(t.tenantId, t.createdAt, t.id),
  ],
);
