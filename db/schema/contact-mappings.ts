import { foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant, tenantId, updatedAt } from "./columns";
import { contacts } from "./contacts";

/** Under which id another system knows a person, and the number that it has for them: its messages name the id alone. */
export const contactMappings = pgTable(
  "contact_mappings",
  {
    tenantId: tenantId(),
    provider: text("provider").notNull(),
    /** What makes the id unique: location or account; empty where the id alone does. */
    account: text("account").notNull().default(""),
    externalId: text("external_id").notNull(),
    contactId: uuid("contact_id"),
    e164: text("e164"),
    displayName: text("display_name"),
    /** When the other system said so last, by its own clock. */
    statedAt: instant("stated_at").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.provider, t.account, t.externalId] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contacts.tenantId, contacts.id] }),
    index("contact_mappings_contact_idx").on(t.tenantId, t.contactId),
  ],
);
