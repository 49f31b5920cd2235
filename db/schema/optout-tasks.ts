import { foreignKey, index, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { optoutEvents } from "./optout-events";

const OPTOUT_TASK_KINDS = ["confirmation", "review", "push_ghl", "push_aloware", "lift_ghl", "lift_aloware"] as const;

/**
 * What is still to be done about a stop after the block itself, which is at once, or about its end (`lift_`). `due_at` is the
 * ten-business-day clock.
 */
export const optoutTasks = pgTable(
  "optout_tasks",
  {
    tenantId: tenantId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    kind: text("kind", { enum: OPTOUT_TASK_KINDS }).notNull(),
    state: text("state", { enum: ["waiting", "done", "skipped", "failed"] })
      .notNull()
      .default("waiting"),
    dueAt: instant("due_at").notNull(),
    doneAt: instant("done_at"),
    doneByUserId: text("done_by_user_id"),
    /** Codes and ids: the decision of a review, the message of a confirmation, the error of a push. */
    detail: jsonb("detail").$type<Record<string, string | number>>().notNull().default({}),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.eventId], foreignColumns: [optoutEvents.tenantId, optoutEvents.id] }),
    unique("optout_tasks_event_key").on(t.tenantId, t.eventId, t.kind),
    index("optout_tasks_state_idx").on(t.tenantId, t.kind, t.state, t.dueAt),
  ],
);
