import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { callLogs } from "./call-logs";
import { cases } from "./cases";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";

/** What the assistant heard, next to the words spoken. It becomes a case detail only when a person accepts it. */
export const caseDetailProposals = pgTable(
  "case_detail_proposals",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: uuid("case_id").notNull(),
    callId: uuid("call_id").notNull(),
    toolCallId: text("tool_call_id").notNull(),
    field: text("field").notNull(),
    heardValue: text("heard_value").notNull(),
    normalizedValue: text("normalized_value"),
    problem: text("problem"),
    spokenWords: text("spoken_words"),
    transcriptSecond: integer("transcript_second"),
    status: text("status", { enum: ["pending", "accepted", "edited", "rejected", "superseded"] })
      .notNull()
      .default("pending"),
    decidedByUserId: text("decided_by_user_id"),
    decidedAt: instant("decided_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.callId], foreignColumns: [callLogs.tenantId, callLogs.id] }).onDelete(
      "cascade",
    ),
    unique("case_detail_proposals_tool_call_key").on(t.tenantId, t.callId, t.toolCallId),
    index("case_detail_proposals_case_idx").on(t.tenantId, t.caseId, t.status),
  ],
);
