import "server-only";
import { creditAccounts } from "@/db/schema/credit-accounts";
import type { TenantTx } from "@/db/tenant";
import type { CreditFacts, CreditQuote } from "./credit-quote";
import { findBrokenLimit } from "./find-broken-limit";
import { lockCreditAccount } from "./lock-credit-account";

/**
 * What a firm may spend on `quote` now, and the limit that it would break. With `isReserving` the account is locked until
 * the transaction ends: what is said here then still holds when the credits are set aside (AVL-01).
 */
export async function loadCreditFacts(
  tx: TenantTx,
  input: { quote: CreditQuote; userId: string | null; isReserving: boolean },
): Promise<CreditFacts> {
  const { quote, userId, isReserving } = input;
  const account = isReserving ? await lockCreditAccount(tx) : await readAccount(tx);
  return { quote, available: account?.balance ?? 0, brokenLimit: await findBrokenLimit(tx, { quote, userId }) };
}

async function readAccount(tx: TenantTx): Promise<{ balance: number } | undefined> {
  const [account] = await tx.select({ balance: creditAccounts.balance }).from(creditAccounts);
  return account;
}
