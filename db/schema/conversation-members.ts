import { boolean, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant, tenantId, updatedAt } from "./columns";
import { conversations } from "./conversations";
import { MESSAGE_CHANNELS } from "./message-channels";

/** One person of the firm in one conversation: how far they read, whether they are here now, and what they began to write. */
export const conversationMembers = pgTable(
  "conversation_members",
  {
    tenantId: tenantId(),
    conversationId: uuid("conversation_id").notNull(),
    userId: text("user_id").notNull(),
    /** Messages that came before this are read. */
    readAt: instant("read_at"),
    /** Last sign of life on the open thread. */
    presentAt: instant("present_at"),
    isTyping: boolean("is_typing").notNull().default(false),
    draftBody: text("draft_body"),
    draftChannel: text("draft_channel", { enum: MESSAGE_CHANNELS }),
    draftSavedAt: instant("draft_saved_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.conversationId, t.userId] }),
    foreignKey({ columns: [t.tenantId, t.conversationId], foreignColumns: [conversations.tenantId, conversations.id] }),
    index("conversation_members_user_idx").on(t.tenantId, t.userId, t.conversationId),
  ],
);
