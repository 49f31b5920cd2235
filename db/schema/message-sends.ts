import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, instant, tenantId, updatedAt } from "./columns";
import { gateDecisions } from "./gate-decisions";
import { lines } from "./lines";
import { messages } from "./messages";

/** By whose hand a message goes out. */
export const SEND_ORIGINS = [
  "person",
  "api",
  "automation",
  "ai",
  "broadcast",
  "text_back",
  "opt_out_confirmation",
  "help_answer",
] as const;

/**
 * `waiting` for its time or turn; `sending` while the one request is under way; `accepted` by the provider; `unknown` when
 * its answer was lost and is being looked up. The others are final: nothing was, or ever will be, handed to the provider.
 */
const SEND_STATES = ["waiting", "sending", "accepted", "unknown", "refused", "blocked", "cancelled"] as const;

/** The intent behind an outbound message of ours: who wants it sent, what allowed it, and what the provider answered. */
export const messageSends = pgTable(
  "message_sends",
  {
    tenantId: tenantId(),
    messageId: uuid("message_id").notNull(),
    lineId: uuid("line_id").notNull(),
    origin: text("origin", { enum: SEND_ORIGINS }).notNull(),
    purpose: text("purpose").notNull(),
    state: text("state", { enum: SEND_STATES }).notNull().default("waiting"),
    /** Makes a double press or a repeated request one intent. */
    idempotencyKey: uuid("idempotency_key").notNull(),
    scheduledFor: instant("scheduled_for").notNull(),
    /** Whether somebody chose the time; everything else goes at once. */
    isScheduled: boolean("is_scheduled").notNull().default(false),
    attemptedAt: instant("attempted_at"),
    acceptedAt: instant("accepted_at"),
    /** SHA-256 of the opaque id in the status callback's address, which finds a message whose answer was lost. */
    callbackHash: bytes("callback_hash"),
    reserveDecisionId: uuid("reserve_decision_id"),
    sendDecisionId: uuid("send_decision_id"),
    /** The opt-out event that a confirmation answers. */
    optoutEventId: uuid("optout_event_id"),
    broadcastId: uuid("broadcast_id"),
    segments: integer("segments").notNull(),
    failureCode: text("failure_code"),
    createdByUserId: text("created_by_user_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.messageId] }),
    foreignKey({ columns: [t.tenantId, t.messageId], foreignColumns: [messages.tenantId, messages.id] }),
    foreignKey({ columns: [t.tenantId, t.lineId], foreignColumns: [lines.tenantId, lines.id] }),
    foreignKey({
      columns: [t.tenantId, t.reserveDecisionId],
      foreignColumns: [gateDecisions.tenantId, gateDecisions.id],
    }),
    foreignKey({ columns: [t.tenantId, t.sendDecisionId], foreignColumns: [gateDecisions.tenantId, gateDecisions.id] }),
    unique("message_sends_idempotency_key").on(t.tenantId, t.idempotencyKey),
    index("message_sends_state_idx").on(t.tenantId, t.state, t.scheduledFor),
    index("message_sends_broadcast_idx").on(t.tenantId, t.broadcastId, t.state),
    index("message_sends_callback_idx").on(t.tenantId, t.callbackHash),
  ],
);
