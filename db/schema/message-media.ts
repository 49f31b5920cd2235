import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { messages } from "./messages";

/** A picture, voice note or document of a message, fetched from the provider and kept sealed. */
export const messageMedia = pgTable(
  "message_media",
  {
    tenantId: tenantId(),
    id: id(),
    messageId: uuid("message_id").notNull(),
    position: integer("position").notNull(),
    /** Where the provider keeps it, sealed: such addresses work without a key. */
    sourceCiphertext: bytes("source_ciphertext"),
    state: text("state", { enum: ["waiting", "stored", "refused", "failed"] }).notNull(),
    /**
     * Why it is not kept: `type_not_allowed`, `too_large`, `type_mismatch`, `host_not_allowed`, `link_refused`, `gone`,
     * `unreachable`, `not_connected`.
     */
    reason: text("reason"),
    /** By its first bytes, not by what the provider says. */
    contentType: text("content_type"),
    fileName: text("file_name"),
    sizeBytes: integer("size_bytes"),
    sha256: bytes("sha256"),
    contentCiphertext: bytes("content_ciphertext"),
    fetchedAt: instant("fetched_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.messageId], foreignColumns: [messages.tenantId, messages.id] }),
    index("message_media_message_idx").on(t.tenantId, t.messageId, t.position),
  ],
);
