import { foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant, tenantId } from "./columns";
import { conversationNotes } from "./conversation-notes";
import { conversations } from "./conversations";

/** Who was named in a note, and whether they saw it. */
export const conversationMentions = pgTable(
  "conversation_mentions",
  {
    tenantId: tenantId(),
    noteId: uuid("note_id").notNull(),
    userId: text("user_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    seenAt: instant("seen_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.noteId, t.userId] }),
    foreignKey({ columns: [t.tenantId, t.noteId], foreignColumns: [conversationNotes.tenantId, conversationNotes.id] }),
    foreignKey({ columns: [t.tenantId, t.conversationId], foreignColumns: [conversations.tenantId, conversations.id] }),
    index("conversation_mentions_user_idx").on(t.tenantId, t.userId, t.seenAt),
    index("conversation_mentions_conversation_idx").on(t.tenantId, t.conversationId, t.userId),
  ],
);
