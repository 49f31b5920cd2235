import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { contacts } from "./contacts";
import { conversations } from "./conversations";
import { MESSAGE_CHANNELS } from "./message-channels";

export const MESSAGE_STATES = [
  "received",
  "queued",
  "sent",
  "delivered",
  "read",
  "failed",
  "undelivered",
  "unknown",
] as const;

/** What came or went beside the text. Where the file lies is the provider's business until it is fetched. */
export type MessageMedia = { contentType: string | null; fileName: string | null };

export type MessageEdit = { body: string; at: string };

/** A message between a firm and a person, once, however many systems told of it (message_mappings). */
export const messages = pgTable(
  "messages",
  {
    tenantId: tenantId(),
    id: id(),
    channel: text("channel", { enum: MESSAGE_CHANNELS }).notNull(),
    direction: text("direction", { enum: ["inbound", "outbound"] }).notNull(),
    contactId: uuid("contact_id"),
    conversationId: uuid("conversation_id").notNull(),
    /** The other side: E.164, or WhatsApp's own id of a person whose number is hidden. */
    clientAddress: text("client_address").notNull(),
    /** The firm's side: number or WhatsApp instance. */
    line: text("line"),
    senderName: text("sender_name"),
    /** Who of the firm wrote it here; null for what came from elsewhere or from no person. */
    authorUserId: text("author_user_id"),
    body: text("body").notNull(),
    media: jsonb("media").$type<MessageMedia[]>().notNull().default([]),
    edits: jsonb("edits").$type<MessageEdit[]>().notNull().default([]),
    state: text("state", { enum: MESSAGE_STATES }).notNull(),
    stateRank: integer("state_rank").notNull(),
    failureCode: text("failure_code"),
    failureReason: text("failure_reason"),
    /** By the provider's clock; messages are ordered by it. */
    sentAt: instant("sent_at").notNull(),
    receivedAt: instant("received_at").notNull(),
    /** By the sender's wish; the text is kept for the record. */
    deletedAt: instant("deleted_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contacts.tenantId, contacts.id] }),
    foreignKey({ columns: [t.tenantId, t.conversationId], foreignColumns: [conversations.tenantId, conversations.id] }),
    index("messages_sent_idx").on(t.tenantId, t.sentAt, t.id),
    index("messages_conversation_idx").on(t.tenantId, t.conversationId, t.sentAt, t.id),
    index("messages_contact_idx").on(t.tenantId, t.contactId, t.sentAt),
    index("messages_address_idx").on(t.tenantId, t.clientAddress, t.sentAt),
  ],
);
