import "server-only";
import { creditAccounts } from "@/db/schema/credit-accounts";
import type { TenantTx } from "@/db/tenant";

/** What a firm may spend; `lowSince` says since when that is below the threshold of its warning. */
export type CreditBalance = { balance: number; held: number; lowSince: Date | null };

/** How the firm's account stands; null for a firm that never had credits. */
export async function findBalance(tx: TenantTx): Promise<CreditBalance | null> {
  const [account] = await tx
    .select({ balance: creditAccounts.balance, held: creditAccounts.held, lowSince: creditAccounts.lowSince })
    .from(creditAccounts);
  return account ?? null;
}
