import { sql } from "drizzle-orm";
import { foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { contacts } from "./contacts";
import { lines } from "./lines";

export const CONVERSATION_STATUSES = ["open", "snoozed", "resolved"] as const;

/** Everything between a firm and one person, over all channels. Who is no contact yet has one by their address. */
export const conversations = pgTable(
  "conversations",
  {
    tenantId: tenantId(),
    id: id(),
    contactId: uuid("contact_id"),
    /** The address of the newest message; the key as long as there is no contact. */
    clientAddress: text("client_address").notNull(),
    /** The name that the sender gave themselves, for who is no contact. */
    senderName: text("sender_name"),
    status: text("status", { enum: CONVERSATION_STATUSES }).notNull().default("open"),
    snoozedUntil: instant("snoozed_until"),
    assignedUserId: text("assigned_user_id"),
    tags: text("tags").array().notNull().default(sql`'{}'::text[]`),
    /** The line that staff chose for this person; otherwise the one of the newest message, then the firm's default. */
    preferredLineId: uuid("preferred_line_id"),
    lastMessageId: uuid("last_message_id"),
    /** By the provider's clock. */
    lastMessageAt: instant("last_message_at").notNull(),
    lastInboundAt: instant("last_inbound_at"),
    lastOutboundAt: instant("last_outbound_at"),
    /** Since when the person waits for an answer: their first message after the firm's last one; null when nobody waits. */
    waitingSince: instant("waiting_since"),
    /** Grows with every change that a list or an open thread should show. */
    revision: integer("revision").notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contacts.tenantId, contacts.id] }),
    foreignKey({ columns: [t.tenantId, t.preferredLineId], foreignColumns: [lines.tenantId, lines.id] }),
    uniqueIndex("conversations_contact_key").on(t.tenantId, t.contactId).where(sql`contact_id is not null`),
    uniqueIndex("conversations_address_key").on(t.tenantId, t.clientAddress).where(sql`contact_id is null`),
    index("conversations_newest_idx").on(t.tenantId, t.lastMessageAt, t.id),
    index("conversations_list_idx").on(t.tenantId, t.status, t.lastMessageAt, t.id),
    index("conversations_assigned_idx").on(t.tenantId, t.assignedUserId, t.status, t.lastMessageAt, t.id),
    index("conversations_waiting_idx").on(t.tenantId, t.waitingSince, t.id).where(sql`waiting_since is not null`),
    index("conversations_snoozed_idx").on(t.tenantId, t.snoozedUntil).where(sql`snoozed_until is not null`),
    index("conversations_changed_idx").on(t.tenantId, t.updatedAt, t.id),
  ],
);
