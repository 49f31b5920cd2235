import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { cases } from "./cases";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";
import { contacts } from "./contacts";
import { gateDecisions } from "./gate-decisions";
import { leads } from "./leads";

export const CALL_STATES = [
  "scheduled",
  "queued",
  "ringing",
  "in-progress",
  "forwarding",
  "ended",
  "cancelled",
] as const;
const CALL_PURPOSES = ["case_information", "appointment", "callback", "intake_follow_up", "inbound"] as const;

/** `second` is counted from the start of the call. */
export type TranscriptTurn = { role: "assistant" | "client"; text: string; second: number };

/**
 * A call: the intent first, then what became of it. `dial_state` says what is known of the provider's answer to the
 * one dial that is ever attempted; `unknown` means that the answer was lost and is being looked up.
 */
export const callLogs = pgTable(
  "call_logs",
  {
    tenantId: tenantId(),
    id: id(),
    direction: text("direction", { enum: ["outbound", "inbound"] }).notNull(),
    purpose: text("purpose", { enum: CALL_PURPOSES }).notNull(),
    language: text("language", { enum: ["en", "es"] }).notNull(),
    caseId: uuid("case_id"),
    contactId: uuid("contact_id"),
    leadId: uuid("lead_id"),
    clientNumber: text("client_number").notNull(),
    state: text("state", { enum: CALL_STATES }).notNull().default("scheduled"),
    stateRank: integer("state_rank").notNull().default(0),
    scheduledFor: instant("scheduled_for").notNull().defaultNow(),
    /** Makes a double press or a repeated request one intent. */
    idempotencyKey: uuid("idempotency_key").notNull().defaultRandom(),
    payload: text("payload"),
    payloadHash: text("payload_hash"),
    gateDecisionId: uuid("gate_decision_id"),
    dialDecisionId: uuid("dial_decision_id"),
    dialState: text("dial_state", { enum: ["waiting", "dialling", "placed", "unknown", "refused", "blocked", "none"] })
      .notNull()
      .default("waiting"),
    dialAttemptedAt: instant("dial_attempted_at"),
    failureCode: text("failure_code"),
    provider: text("provider").notNull().default("vapi"),
    providerCallId: text("provider_call_id"),
    isSimulated: boolean("is_simulated").notNull().default(false),
    answeredAt: instant("answered_at"),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    reportedAt: instant("reported_at"),
    endedReason: text("ended_reason"),
    outcome: text("outcome"),
    durationSeconds: integer("duration_seconds"),
    costUsd: numeric("cost_usd", { precision: 12, scale: 6 }),
    summary: text("summary"),
    transcript: jsonb("transcript").$type<TranscriptTurn[]>().notNull().default([]),
    structuredData: jsonb("structured_data").$type<Record<string, unknown>>(),
    recordingConsent: jsonb("recording_consent").$type<{ type: string; grantedAt: string }>(),
    createdByUserId: text("created_by_user_id"),
    /** Grows with every change that the live view should show. */
    revision: integer("revision").notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contacts.tenantId, contacts.id] }),
    foreignKey({ columns: [t.tenantId, t.leadId], foreignColumns: [leads.tenantId, leads.id] }),
    foreignKey({ columns: [t.tenantId, t.gateDecisionId], foreignColumns: [gateDecisions.tenantId, gateDecisions.id] }),
    foreignKey({ columns: [t.tenantId, t.dialDecisionId], foreignColumns: [gateDecisions.tenantId, gateDecisions.id] }),
    unique("call_logs_idempotency_key").on(t.tenantId, t.idempotencyKey),
    unique("call_logs_provider_key").on(t.tenantId, t.provider, t.providerCallId),
    index("call_logs_created_idx").on(t.tenantId, t.createdAt, t.id),
    index("call_logs_state_idx").on(t.tenantId, t.state, t.createdAt, t.id),
    index("call_logs_case_idx").on(t.tenantId, t.caseId, t.createdAt),
    index("call_logs_contact_idx").on(t.tenantId, t.contactId, t.createdAt),
    index("call_logs_number_idx").on(t.tenantId, t.clientNumber, t.dialAttemptedAt),
  ],
);
