import { foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { cases } from "./cases";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { contacts } from "./contacts";

export const LEAD_STATUSES = ["new", "contacted", "qualified", "consultation", "retained", "declined", "lost"] as const;
export const LEAD_SOURCES = ["inbound_call", "inbound_message", "web_form", "referral", "staff", "import"] as const;

export const leads = pgTable(
  "leads",
  {
    tenantId: tenantId(),
    id: id(),
    contactId: uuid("contact_id"),
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull(),
    phone: text("phone"),
    email: text("email"),
    preferredLanguage: text("preferred_language", { enum: ["en", "es"] })
      .notNull()
      .default("en"),
    source: text("source", { enum: LEAD_SOURCES }).notNull(),
    practiceArea: text("practice_area"),
    summary: text("summary"),
    status: text("status", { enum: LEAD_STATUSES }).notNull().default("new"),
    statusReason: text("status_reason"),
    assignedUserId: text("assigned_user_id"),
    receivedAt: instant("received_at").notNull().defaultNow(),
    /** First human or AI contact; set once, so that a later status change cannot reset the clock. */
    firstResponseAt: instant("first_response_at"),
    convertedCaseId: uuid("converted_case_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contacts.tenantId, contacts.id] }),
    foreignKey({ columns: [t.tenantId, t.convertedCaseId], foreignColumns: [cases.tenantId, cases.id] }),
    index("leads_received_idx").on(t.tenantId, t.receivedAt, t.id),
    index("leads_status_idx").on(t.tenantId, t.status, t.receivedAt, t.id),
    index("leads_phone_idx").on(t.tenantId, t.phone),
  ],
);
