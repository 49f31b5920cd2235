import { sql } from "drizzle-orm";
import { inTenant, rowsOf } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";

export type LedgerSums = {
  balance: number;
  held: number;
  sumBalance: number;
  sumHeld: number;
  standing: number;
  rows: number;
  last: number;
};

/** A firm's account beside the sums of its ledger and of what stands held. */
export async function readLedger(principal: Principal): Promise<LedgerSums> {
  const [sums] = await inTenant(principal, (tx) =>
    rowsOf<Record<keyof LedgerSums, string | number>>(
      tx,
      sql`select a.balance, a.held, sum(e.balance_delta) as "sumBalance", sum(e.held_delta) as "sumHeld",
        (select coalesce(sum(amount), 0) from credit_holds where state = 'held') as standing,
        count(*) as rows, max(e.sequence) as last
        from credit_accounts a, credit_entries e group by a.balance, a.held`,
    ),
  );
  if (!sums) throw new Error("the firm has no account");
  const { balance, held, sumBalance, sumHeld, standing, rows, last } = sums;
  return {
    balance: Number(balance),
    held: Number(held),
    sumBalance: Number(sumBalance),
    sumHeld: Number(sumHeld),
    standing: Number(standing),
    rows: Number(rows),
    last: Number(last),
  };
}

/** Whether the account is the sum of its ledger, and what is held the sum of what stands held, without a gap. */
export function isSound(sums: LedgerSums): boolean {
  return (
    sums.balance === sums.sumBalance &&
    sums.held === sums.sumHeld &&
    sums.held === sums.standing &&
    sums.rows === sums.last &&
    sums.balance >= 0 &&
    sums.held >= 0
  );
}
