import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { createdAt, instant, tenantId, updatedAt } from "./columns";

/** What a firm may spend (`balance`) and what is set aside for what is under way (`held`), in credits. */
export const creditAccounts = pgTable(
  "credit_accounts",
  {
    tenantId: tenantId(),
    balance: integer("balance").notNull().default(0),
    held: integer("held").notNull().default(0),
    lowBalanceThreshold: integer("low_balance_threshold").notNull().default(100),
    /** Since when the balance is below the threshold; null when it is not. */
    lowSince: instant("low_since"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId] }),
    check("credit_accounts_balance_check", sql`balance >= 0`),
    check("credit_accounts_held_check", sql`held >= 0`),
  ],
);
