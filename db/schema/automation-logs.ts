import { index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, tenantId } from "./columns";

/** What an event or a job caused, in a line: codes and ids only. */
export const automationLogs = pgTable(
  "automation_logs",
  {
    tenantId: tenantId(),
    id: id(),
    trigger: text("trigger").notNull(),
    action: text("action").notNull(),
    status: text("status", { enum: ["done", "skipped", "failed"] }).notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: uuid("subject_id"),
    eventId: uuid("event_id"),
    detail: jsonb("detail").$type<Record<string, string | number | boolean | null>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("automation_logs_subject_idx").on(t.tenantId, t.subjectId, t.createdAt),
    index("automation_logs_event_idx").on(t.tenantId, t.eventId),
  ],
);
