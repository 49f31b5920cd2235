import { foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { cases } from "./cases";
import { createdAt, id, tenantId } from "./columns";
import { contacts } from "./contacts";

export const PARTY_ROLES = [
  "client",
  "adverse",
  "insurer",
  "employer",
  "witness",
  "provider",
  "spouse",
  "child",
  "other",
] as const;

export const caseParties = pgTable(
  "case_parties",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: uuid("case_id").notNull(),
    contactId: uuid("contact_id"),
    name: text("name").notNull(),
    role: text("role", { enum: PARTY_ROLES }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contacts.tenantId, contacts.id] }),
    index("case_parties_case_idx").on(t.tenantId, t.caseId),
  ],
);
