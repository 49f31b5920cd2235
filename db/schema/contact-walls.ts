import { foreignKey, index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { cases } from "./cases";
import { tenantId } from "./columns";
import { contacts } from "./contacts";

/** The clients of restricted cases, kept by a trigger on cases: their messages stand behind the same wall. */
export const contactWalls = pgTable(
  "contact_walls",
  {
    tenantId: tenantId(),
    contactId: uuid("contact_id").notNull(),
    caseId: uuid("case_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.caseId] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contacts.tenantId, contacts.id] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    index("contact_walls_contact_idx").on(t.tenantId, t.contactId),
  ],
);
