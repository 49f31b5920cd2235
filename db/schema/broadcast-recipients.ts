import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { broadcasts } from "./broadcasts";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { contacts } from "./contacts";
import { messages } from "./messages";

/** One person of a broadcast's audience, from when it starts. What became of their message stands in messages. */
export const broadcastRecipients = pgTable(
  "broadcast_recipients",
  {
    tenantId: tenantId(),
    id: id(),
    broadcastId: uuid("broadcast_id").notNull(),
    contactId: uuid("contact_id").notNull(),
    e164: text("e164"),
    language: text("language", { enum: ["en", "es"] }).notNull(),
    position: integer("position").notNull(),
    state: text("state", { enum: ["waiting", "accepted", "excluded", "cancelled"] })
      .notNull()
      .default("waiting"),
    /** On the contact clock: who may not be written to yet is asked again then. */
    dueAt: instant("due_at").notNull().defaultNow(),
    /** The gate's rule, or `no_number`, `duplicate_number`, `missing_value`, `wall`, `no_line`, `stopped`. */
    reason: text("reason"),
    messageId: uuid("message_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.broadcastId], foreignColumns: [broadcasts.tenantId, broadcasts.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contacts.tenantId, contacts.id] }),
    foreignKey({ columns: [t.tenantId, t.messageId], foreignColumns: [messages.tenantId, messages.id] }),
    unique("broadcast_recipients_contact_key").on(t.tenantId, t.broadcastId, t.contactId),
    index("broadcast_recipients_due_idx").on(t.tenantId, t.broadcastId, t.state, t.dueAt, t.position),
  ],
);
