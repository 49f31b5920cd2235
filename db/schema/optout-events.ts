import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId } from "./columns";

export const OPTOUT_CHANNELS = ["all", "voice", "sms", "whatsapp", "email"] as const;

export const OPTOUT_SOURCES = ["voice_call", "staff", "sms", "whatsapp", "crm", "import", "carrier", "api"] as const;

/** Append-only: each time somebody asked to stop, or with proof to start again. */
export const optoutEvents = pgTable(
  "optout_events",
  {
    tenantId: tenantId(),
    id: id(),
    /** E.164, or WhatsApp's id of a person whose number is hidden. */
    e164: text("e164").notNull(),
    channel: text("channel", { enum: OPTOUT_CHANNELS }).notNull(),
    kind: text("kind", { enum: ["stop", "start"] }).notNull(),
    source: text("source", { enum: OPTOUT_SOURCES }).notNull(),
    /** What the person asked to be spared: everything, or marketing alone. */
    scope: text("scope", { enum: ["all", "marketing"] })
      .notNull()
      .default("all"),
    sourceCallId: uuid("source_call_id"),
    sourceMessageId: uuid("source_message_id"),
    words: text("words"),
    actorUserId: text("actor_user_id"),
    occurredAt: instant("occurred_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("optout_events_created_idx").on(t.tenantId, t.createdAt, t.id),
    index("optout_events_number_idx").on(t.tenantId, t.e164, t.occurredAt),
  ],
);
