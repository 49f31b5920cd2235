import "server-only";
import { sql } from "drizzle-orm";
import { rowsOf, type TenantTx } from "@/db/tenant";
import type { BrokenLimit } from "./credit-quote";
import { spentOf } from "./find-broken-limit";

/** A limit with what is spent of it now. `name` is the person's, where the limit is one's. */
export type CreditLimit = BrokenLimit & { id: string; name: string | null };

type Row = Omit<CreditLimit, "spent"> & { spent: string };

/** The firm's limits: the whole firm's first, then by channel and person. There are few. */
export async function listCreditLimits(tx: TenantTx): Promise<CreditLimit[]> {
  const rows = await rowsOf<Row>(
    tx,
    sql`select l.id, l.scope, l.subject, l.period, l.amount, spent.amount::text as spent,
        coalesce(nullif(concat_ws(' ', m.first_name, m.last_name), ''), m.email) as name
      from credit_limits l
      cross join lateral (${spentOf(tx)}) spent
      left join memberships m on l.scope = 'user' and m.tenant_id = l.tenant_id and m.user_id = l.subject
      order by case l.scope when 'firm' then 1 when 'channel' then 2 else 3 end, l.subject, l.period`,
  );
  return rows.map((row) => ({ ...row, spent: Number(row.spent) }));
}
