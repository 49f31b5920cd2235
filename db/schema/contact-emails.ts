import { boolean, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, tenantId } from "./columns";
import { contacts } from "./contacts";

export const contactEmails = pgTable(
  "contact_emails",
  {
    tenantId: tenantId(),
    id: id(),
    contactId: uuid("contact_id").notNull(),
    email: text("email").notNull(),
    isPrimary: boolean("is_primary").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contacts.tenantId, contacts.id] }).onDelete(
      "cascade",
    ),
    unique("contact_emails_address_key").on(t.tenantId, t.contactId, t.email),
    index("contact_emails_email_idx").on(t.tenantId, t.email),
  ],
);
