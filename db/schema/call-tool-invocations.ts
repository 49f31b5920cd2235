import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { callLogs } from "./call-logs";
import { createdAt, id, tenantId } from "./columns";

/** One tool call of the assistant with its answer; a repeat gets the stored answer and no second effect. */
export const callToolInvocations = pgTable(
  "call_tool_invocations",
  {
    tenantId: tenantId(),
    id: id(),
    callId: uuid("call_id").notNull(),
    toolCallId: text("tool_call_id").notNull(),
    name: text("name").notNull(),
    field: text("field"),
    outcome: text("outcome", { enum: ["done", "refused"] }).notNull(),
    refusal: text("refusal"),
    answer: jsonb("answer").$type<{ result: string } | { error: string }>().notNull(),
    transcriptSecond: integer("transcript_second"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.callId], foreignColumns: [callLogs.tenantId, callLogs.id] }).onDelete(
      "cascade",
    ),
    unique("call_tool_invocations_key").on(t.tenantId, t.callId, t.toolCallId),
    index("call_tool_invocations_call_idx").on(t.tenantId, t.callId, t.createdAt),
  ],
);
