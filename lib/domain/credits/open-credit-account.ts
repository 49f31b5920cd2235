import "server-only";
import { creditAccounts } from "@/db/schema/credit-accounts";
import type { TenantTx } from "@/db/tenant";
import { lockCreditAccount } from "./lock-credit-account";
import { STARTER_CREDITS } from "./price-list";
import { writeCreditEntry } from "./write-credit-entry";

/**
 * Opens the firm's credit account with its starter grant, once: a second call, also at the same time, changes nothing.
 * Nothing else lets a firm's own work add credits; later grants are the platform's (see grantCredits).
 */
export async function openCreditAccount(tx: TenantTx, credits: number = STARTER_CREDITS): Promise<void> {
  if (await lockCreditAccount(tx)) return;
  const [account] = await tx.insert(creditAccounts).values({}).returning({
    balance: creditAccounts.balance,
    held: creditAccounts.held,
    lowBalanceThreshold: creditAccounts.lowBalanceThreshold,
    lowSince: creditAccounts.lowSince,
  });
  if (!account) throw new Error("the account was not opened");
  await writeCreditEntry(tx, account, {
    kind: "grant",
    balanceDelta: credits,
    heldDelta: 0,
    holdId: null,
    reason: "starter",
  });
}
