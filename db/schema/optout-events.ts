import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId } from "./columns";

export const OPTOUT_CHANNELS = ["all", "voice", "sms", "whatsapp", "email"] as const;

/** Append-only: each time somebody asked to stop, or with proof to start again. */
export const optoutEvents = pgTable(
  "optout_events",
  {
    tenantId: tenantId(),
    id: id(),
    e164: text("e164").notNull(),
    channel: text("channel", { enum: OPTOUT_CHANNELS }).notNull(),
    kind: text("kind", { enum: ["stop", "start"] }).notNull(),
    source: text("source", { enum: ["voice_call", "staff", "sms", "whatsapp", "crm", "import"] }).notNull(),
    sourceCallId: uuid("source_call_id"),
    words: text("words"),
    actorUserId: text("actor_user_id"),
    occurredAt: instant("occurred_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("optout_events_number_idx").on(t.tenantId, t.e164, t.occurredAt),
  ],
);
