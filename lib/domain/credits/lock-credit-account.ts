import "server-only";
import { sql } from "drizzle-orm";
import { creditAccounts } from "@/db/schema/credit-accounts";
import type { TenantTx } from "@/db/tenant";

export type LockedAccount = Pick<
  typeof creditAccounts.$inferSelect,
  "balance" | "held" | "lowBalanceThreshold" | "lowSince"
>;

/**
 * Locks the firm's credit account until the transaction ends; null when the firm never had one. Whoever moves credits holds
 * it, so that no two spend the same ones (AVL-01). The audit chain is held first, as by any audited write: moving credits
 * may come after audited writes, and nothing that can wait for another lock may come after it.
 */
export async function lockCreditAccount(tx: TenantTx): Promise<LockedAccount | null> {
  await tx.execute(sql`select docketline.hold_chain()`);
  const [account] = await tx
    .select({
      balance: creditAccounts.balance,
      held: creditAccounts.held,
      lowBalanceThreshold: creditAccounts.lowBalanceThreshold,
      lowSince: creditAccounts.lowSince,
    })
    .from(creditAccounts)
    .for("update");
  return account ?? null;
}
