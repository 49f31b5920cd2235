import "server-only";
import { sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { creditAccounts } from "@/db/schema/credit-accounts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { lockCreditAccount } from "./lock-credit-account";
import { tellLowBalance } from "./tell-low-balance";

/**
 * Sets below which balance the firm is warned; the warning begins or ends with it.
 * @throws AppError `precondition_failed` when the firm has no account
 */
export async function setLowBalance(tx: TenantTx, { threshold }: { threshold: number }): Promise<void> {
  const account = await lockCreditAccount(tx);
  if (account === null) throw new AppError("precondition_failed", "The firm has no credits yet");
  const lowSince = account.balance < threshold ? (account.lowSince ?? new Date()) : null;
  await tx
    .update(creditAccounts)
    .set({ lowBalanceThreshold: threshold, lowSince, updatedAt: sql`now()` })
    .where(ownRows(tx, creditAccounts.tenantId));
  if (account.lowSince === null && lowSince !== null) await tellLowBalance(tx);
}
