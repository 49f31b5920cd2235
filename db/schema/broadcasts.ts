import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { lines } from "./lines";

export const BROADCAST_STATES = ["draft", "scheduled", "sending", "stopped", "done"] as const;

/** Who is written to; every given condition narrows. */
export type BroadcastAudience = {
  /** `clients`: has a case; `leads`: has an open lead; `all`: every contact. */
  people: "clients" | "leads" | "all";
  caseStages?: string[] | undefined;
  practiceAreas?: string[] | undefined;
  language?: "en" | "es" | undefined;
  conversationTags?: string[] | undefined;
};

/** One text to many people, each through the gate by themselves. */
export const broadcasts = pgTable(
  "broadcasts",
  {
    tenantId: tenantId(),
    id: id(),
    name: text("name").notNull(),
    lineId: uuid("line_id").notNull(),
    purpose: text("purpose", { enum: ["informational", "marketing"] }).notNull(),
    bodyEn: text("body_en").notNull(),
    bodyEs: text("body_es"),
    audience: jsonb("audience").$type<BroadcastAudience>().notNull(),
    state: text("state", { enum: BROADCAST_STATES }).notNull().default("draft"),
    perMinute: integer("per_minute").notNull().default(60),
    scheduledFor: instant("scheduled_for"),
    startedAt: instant("started_at"),
    /** Nobody of the audience is taken before this; keeps the throttle also when two workers hold the same step. */
    nextStepAt: instant("next_step_at"),
    stoppedAt: instant("stopped_at"),
    stoppedByUserId: text("stopped_by_user_id"),
    finishedAt: instant("finished_at"),
    createdByUserId: text("created_by_user_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.lineId], foreignColumns: [lines.tenantId, lines.id] }),
    index("broadcasts_created_idx").on(t.tenantId, t.createdAt, t.id),
  ],
);
