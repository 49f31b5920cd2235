import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { contacts } from "./contacts";

export const CASE_STAGES = [
  "intake",
  "investigation",
  "treatment",
  "demand",
  "negotiation",
  "litigation",
  "settled",
  "closed",
] as const;

export const cases = pgTable(
  "cases",
  {
    tenantId: tenantId(),
    id: id(),
    caseNumber: integer("case_number").notNull(),
    title: text("title").notNull(),
    practiceArea: text("practice_area").notNull(),
    stage: text("stage", { enum: CASE_STAGES }).notNull().default("intake"),
    clientContactId: uuid("client_contact_id").notNull(),
    responsibleUserId: text("responsible_user_id"),
    openedOn: date("opened_on").notNull(),
    /** Behind an ethical wall: only its case_members see it, in SQL as well. */
    isRestricted: boolean("is_restricted").notNull().default(false),
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.clientContactId], foreignColumns: [contacts.tenantId, contacts.id] }),
    unique("cases_number_key").on(t.tenantId, t.caseNumber),
    index("cases_updated_idx").on(t.tenantId, t.updatedAt, t.id),
    index("cases_stage_idx").on(t.tenantId, t.stage, t.updatedAt, t.id),
    index("cases_client_idx").on(t.tenantId, t.clientContactId),
  ],
);
