import { foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, tenantId } from "./columns";
import { conversations } from "./conversations";

export const CONVERSATION_EVENT_KINDS = [
  "assigned",
  "unassigned",
  "resolved",
  "reopened",
  "snoozed",
  "woken",
  "tagged",
  "untagged",
  "merged",
  "opted_out",
  "opted_in",
  "missed_call",
  "declared_arrived",
  "declared_lost",
] as const;

/** What happened to a conversation itself, for the thread. Ids and codes only. */
export const conversationEvents = pgTable(
  "conversation_events",
  {
    tenantId: tenantId(),
    id: id(),
    conversationId: uuid("conversation_id").notNull(),
    kind: text("kind", { enum: CONVERSATION_EVENT_KINDS }).notNull(),
    /** Null when nobody did it by hand. */
    actorUserId: text("actor_user_id"),
    detail: jsonb("detail").$type<Record<string, string | number>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.conversationId], foreignColumns: [conversations.tenantId, conversations.id] }),
    index("conversation_events_conversation_idx").on(t.tenantId, t.conversationId, t.createdAt),
  ],
);
