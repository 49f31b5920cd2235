import { sql } from "drizzle-orm";
import { foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId } from "./columns";
import { contacts } from "./contacts";

/** The gate's verdict on one dial or send: every rule, its evidence, and the earliest legal time. Append-only. */
export const gateDecisions = pgTable(
  "gate_decisions",
  {
    tenantId: tenantId(),
    id: id(),
    contactId: uuid("contact_id"),
    e164: text("e164").notNull(),
    kind: text("kind").notNull(),
    purpose: text("purpose").notNull(),
    moment: text("moment", { enum: ["preview", "reserve", "dial", "send"] }).notNull(),
    verdict: text("verdict", { enum: ["allowed", "blocked"] }).notNull(),
    /** The codes of the rules that blocked. */
    blockedBy: text("blocked_by").array().notNull().default(sql`'{}'::text[]`),
    origin: text("origin"),
    rules: jsonb("rules").notNull(),
    disclosures: jsonb("disclosures").notNull(),
    earliestLegalAt: instant("earliest_legal_at"),
    policyVersion: text("policy_version").notNull(),
    evaluatedAt: instant("evaluated_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contacts.tenantId, contacts.id] }),
    index("gate_decisions_created_idx").on(t.tenantId, t.createdAt, t.id),
    index("gate_decisions_blocked_idx").on(t.tenantId, t.createdAt, t.id).where(sql`verdict = 'blocked'`),
    index("gate_decisions_contact_idx").on(t.tenantId, t.contactId, t.createdAt),
  ],
);
