import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, tenantId, updatedAt } from "./columns";

export const CREDIT_SERVICES = ["call_minute", "sms_segment", "whatsapp_message", "ai_analysis"] as const;

/** Credits set aside for one call, message or analysis until it is known whether it took place. */
export const creditHolds = pgTable(
  "credit_holds",
  {
    tenantId: tenantId(),
    id: id(),
    subjectType: text("subject_type", { enum: ["call", "message", "analysis"] }).notNull(),
    subjectId: uuid("subject_id").notNull(),
    service: text("service", { enum: CREDIT_SERVICES }).notNull(),
    channel: text("channel", { enum: ["voice", "sms", "whatsapp", "ai"] }).notNull(),
    quantity: integer("quantity").notNull(),
    unitPrice: integer("unit_price").notNull(),
    amount: integer("amount").notNull(),
    capturedAmount: integer("captured_amount").notNull().default(0),
    state: text("state", { enum: ["held", "captured", "released", "expired"] })
      .notNull()
      .default("held"),
    userId: text("user_id"),
    /** When nothing was heard by then, the credits go back. */
    expiresAt: instant("expires_at").notNull(),
    settledAt: instant("settled_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("credit_holds_subject_key").on(t.tenantId, t.subjectType, t.subjectId),
    check("credit_holds_amount_check", sql`amount >= 0 and captured_amount >= 0 and captured_amount <= amount`),
    index("credit_holds_state_idx").on(t.tenantId, t.state, t.expiresAt),
    index("credit_holds_created_idx").on(t.tenantId, t.createdAt),
  ],
);
