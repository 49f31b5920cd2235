import "server-only";
import { sql } from "drizzle-orm";
import { creditAccounts } from "@/db/schema/credit-accounts";
import { rowsOf, type TenantTx } from "@/db/tenant";
import type { CreditChannel } from "./credit-quote";

export type CreditOverview = {
  /** What may be spent. */
  balance: number;
  /** What is set aside for what is under way. */
  held: number;
  lowBalanceThreshold: number;
  /** Since when the balance is below the threshold. */
  lowSince: Date | null;
  /** What was used since the month began in the firm's zone, by channel. */
  usedThisMonth: { channel: CreditChannel; amount: number }[];
};

/** How a firm's credits stand. A firm that never had any stands at nothing. */
export async function findCreditOverview(tx: TenantTx): Promise<CreditOverview> {
  const [account] = await tx
    .select({
      balance: creditAccounts.balance,
      held: creditAccounts.held,
      lowBalanceThreshold: creditAccounts.lowBalanceThreshold,
      lowSince: creditAccounts.lowSince,
    })
    .from(creditAccounts);
  const used = await rowsOf<{ channel: CreditChannel; amount: string }>(
    tx,
    sql`select h.channel, sum(h.captured_amount)::text as amount from credit_holds h
      where h.tenant_id = ${tx.tenantId} and h.captured_amount > 0
        and h.created_at >= (select date_trunc('month', now() at time zone f.time_zone) at time zone f.time_zone from firms f)
      group by h.channel order by sum(h.captured_amount) desc, h.channel`,
  );
  const none = { balance: 0, held: 0, lowBalanceThreshold: 0, lowSince: null };
  return {
    ...(account ?? none),
    usedThisMonth: used.map(({ channel, amount }) => ({ channel, amount: Number(amount) })),
  };
}
