import { boolean, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, instant, tenantId, updatedAt } from "./columns";

/** Opening hours by ISO weekday (1 = Monday) in the firm's zone, `HH:MM`; a missing day is closed. */
export type FirmHours = { [weekday in 1 | 2 | 3 | 4 | 5 | 6 | 7]?: { opens: string; closes: string } };

/** A firm is its own tenant: its key is the tenant id itself. */
export const firms = pgTable(
  "firms",
  {
    tenantId: tenantId(),
    clerkOrganizationId: text("clerk_organization_id").notNull(),
    name: text("name").notNull(),
    slug: text("slug").notNull(),
    timeZone: text("time_zone").notNull().default("America/New_York"),
    state: text("state"),
    locale: text("locale", { enum: ["en", "es"] })
      .notNull()
      .default("en"),
    callbackNumber: text("callback_number"),
    transferNumber: text("transfer_number"),
    hours: jsonb("hours").$type<FirmHours>().notNull(),
    holidays: jsonb("holidays").$type<string[]>().notNull().default([]),
    isRecordingEnabled: boolean("is_recording_enabled").notNull().default(false),
    suspendedAt: instant("suspended_at"),
    deletedAt: instant("deleted_at"),
    remoteUpdatedAt: instant("remote_updated_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId] }), index("firms_clerk_organization_idx").on(t.clerkOrganizationId)],
);
