import { foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, tenantId } from "./columns";
import { messages } from "./messages";

/** Under which id a provider knows a message. One message may have several, one for each system that told of it. */
export const messageMappings = pgTable(
  "message_mappings",
  {
    tenantId: tenantId(),
    provider: text("provider").notNull(),
    /** What makes the provider's id unique: the account, location or instance; empty where the id alone does. */
    account: text("account").notNull().default(""),
    providerMessageId: text("provider_message_id").notNull(),
    messageId: uuid("message_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.provider, t.account, t.providerMessageId] }),
    foreignKey({ columns: [t.tenantId, t.messageId], foreignColumns: [messages.tenantId, messages.id] }),
    index("message_mappings_message_idx").on(t.tenantId, t.messageId),
  ],
);
