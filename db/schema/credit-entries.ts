import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, tenantId } from "./columns";
import { creditHolds } from "./credit-holds";

export const CREDIT_ENTRY_KINDS = ["hold", "capture", "release", "grant", "expire", "adjust"] as const;

/** The ledger, append-only: the sums of both deltas are the account. */
export const creditEntries = pgTable(
  "credit_entries",
  {
    tenantId: tenantId(),
    /** One after the other within a firm, without gaps: the account's row is locked meanwhile. */
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    kind: text("kind", { enum: CREDIT_ENTRY_KINDS }).notNull(),
    balanceDelta: integer("balance_delta").notNull(),
    heldDelta: integer("held_delta").notNull(),
    balanceAfter: integer("balance_after").notNull(),
    heldAfter: integer("held_after").notNull(),
    holdId: uuid("hold_id"),
    reason: text("reason"),
    actorUserId: text("actor_user_id"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.sequence] }),
    foreignKey({ columns: [t.tenantId, t.holdId], foreignColumns: [creditHolds.tenantId, creditHolds.id] }),
    check("credit_entries_after_check", sql`balance_after >= 0 and held_after >= 0`),
    check(
      "credit_entries_kind_check",
      sql`case kind
        when 'hold' then balance_delta = -held_delta and held_delta >= 0 and hold_id is not null
        when 'capture' then balance_delta = 0 and held_delta < 0 and hold_id is not null
        when 'release' then balance_delta = -held_delta and held_delta < 0 and hold_id is not null
        when 'expire' then balance_delta = -held_delta and held_delta < 0 and hold_id is not null
        when 'grant' then balance_delta > 0 and held_delta = 0
        when 'adjust' then balance_delta <> 0 and held_delta = 0
        else false end`,
    ),
    index("credit_entries_created_idx").on(t.tenantId, t.createdAt),
    index("credit_entries_hold_idx").on(t.tenantId, t.holdId),
  ],
);
