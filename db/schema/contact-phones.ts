import { boolean, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, tenantId } from "./columns";
import { contacts } from "./contacts";

/** E.164 numbers. Two people may share one (a couple's landline), so a number is unique only within a contact. */
export const contactPhones = pgTable(
  "contact_phones",
  {
    tenantId: tenantId(),
    id: id(),
    contactId: uuid("contact_id").notNull(),
    e164: text("e164").notNull(),
    label: text("label", { enum: ["mobile", "home", "work", "other"] })
      .notNull()
      .default("mobile"),
    isPrimary: boolean("is_primary").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contacts.tenantId, contacts.id] }).onDelete(
      "cascade",
    ),
    unique("contact_phones_number_key").on(t.tenantId, t.contactId, t.e164),
    index("contact_phones_e164_idx").on(t.tenantId, t.e164),
  ],
);
