import { foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, tenantId } from "./columns";
import { conversations } from "./conversations";

/** What staff tell each other beside a conversation; never sent to anybody. */
export const conversationNotes = pgTable(
  "conversation_notes",
  {
    tenantId: tenantId(),
    id: id(),
    conversationId: uuid("conversation_id").notNull(),
    authorUserId: text("author_user_id").notNull(),
    body: text("body").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.conversationId], foreignColumns: [conversations.tenantId, conversations.id] }),
    index("conversation_notes_conversation_idx").on(t.tenantId, t.conversationId, t.createdAt),
  ],
);
