import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { rowsOf, type TenantTx } from "@/db/tenant";
import type { BrokenLimit, CreditQuote } from "./credit-quote";

type Spending = { quote: CreditQuote; userId: string | null };

type LimitRow = Omit<BrokenLimit, "spent"> & { spent: string };

/**
 * The first limit that the spending would break, or null. What is set aside and what was used count in the day and month
 * of the firm's zone in which they were set aside, by the database's clock: planning a message for next week does not pass
 * today's limit by. What came back does not count.
 */
export async function findBrokenLimit(tx: TenantTx, spending: Spending): Promise<BrokenLimit | null> {
  const [row] = await rowsOf<LimitRow>(
    tx,
    sql`select l.scope, l.subject, l.period, l.amount, spent.amount::text as spent
      from credit_limits l
      cross join lateral (${spentOf(tx)}) spent
      where (l.scope = 'firm'
          or (l.scope = 'channel' and l.subject = ${spending.quote.channel})
          or (l.scope = 'user' and l.subject = ${spending.userId ?? ""}))
        and spent.amount + ${spending.quote.amount} > l.amount
      order by case l.scope when 'firm' then 1 when 'channel' then 2 else 3 end, l.period, l.id
      limit 1`,
  );
  return row ? { ...row, spent: Number(row.spent) } : null;
}

/** What was spent so far of the limit `l` of the query around it. */
export function spentOf(tx: TenantTx): SQL {
  return sql`select coalesce(sum(case h.state when 'held' then h.amount else h.captured_amount end), 0) as amount
    from credit_holds h
    where h.tenant_id = ${tx.tenantId}
      and h.created_at >= (select date_trunc(l.period, now() at time zone f.time_zone) at time zone f.time_zone from firms f)
      and (l.scope = 'firm' or (l.scope = 'channel' and h.channel = l.subject) or (l.scope = 'user' and h.user_id = l.subject))`;
}
