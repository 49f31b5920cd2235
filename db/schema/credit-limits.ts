import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, tenantId, updatedAt } from "./columns";

/** A ceiling on what may be spent in a day or month of the firm's zone: by all, by a channel, or by one person. */
export const creditLimits = pgTable(
  "credit_limits",
  {
    tenantId: tenantId(),
    id: id(),
    scope: text("scope", { enum: ["firm", "channel", "user"] }).notNull(),
    /** The channel or the user id; empty for the firm. */
    subject: text("subject").notNull().default(""),
    period: text("period", { enum: ["day", "month"] }).notNull(),
    amount: integer("amount").notNull(),
    setByUserId: text("set_by_user_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("credit_limits_scope_key").on(t.tenantId, t.scope, t.subject, t.period),
    check("credit_limits_amount_check", sql`amount >= 0`),
  ],
);
