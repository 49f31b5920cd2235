import "server-only";
import { desc, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { creditAccounts } from "@/db/schema/credit-accounts";
import { type CREDIT_ENTRY_KINDS, creditEntries } from "@/db/schema/credit-entries";
import type { TenantTx } from "@/db/tenant";
import type { LockedAccount } from "./lock-credit-account";
import { tellLowBalance } from "./tell-low-balance";

export type CreditEntryKind = (typeof CREDIT_ENTRY_KINDS)[number];

export type NewCreditEntry = {
  kind: CreditEntryKind;
  balanceDelta: number;
  heldDelta: number;
  holdId: string | null;
  reason: string | null;
};

/**
 * Writes one line of the ledger and moves the account by it, which the caller has locked. Returns the account after it.
 * The person who acted is kept; what a job or webhook moved has nobody. A balance that falls below the firm's threshold is
 * told to its receivers.
 */
export async function writeCreditEntry(
  tx: TenantTx,
  account: LockedAccount,
  entry: NewCreditEntry,
): Promise<LockedAccount> {
  const balance = account.balance + entry.balanceDelta;
  const held = account.held + entry.heldDelta;
  const lowSince = balance < account.lowBalanceThreshold ? (account.lowSince ?? new Date()) : null;
  const [newest] = await tx
    .select({ sequence: creditEntries.sequence })
    .from(creditEntries)
    .where(ownRows(tx, creditEntries.tenantId))
    .orderBy(desc(creditEntries.sequence))
    .limit(1);
  await tx
    .update(creditAccounts)
    .set({ balance, held, lowSince, updatedAt: sql`now()` })
    .where(ownRows(tx, creditAccounts.tenantId));
  await tx.insert(creditEntries).values({
    ...entry,
    sequence: (newest?.sequence ?? 0) + 1,
    balanceAfter: balance,
    heldAfter: held,
    actorUserId: tx.actor.type === "user" ? tx.actor.userId : null,
  });
  if (account.lowSince === null && lowSince !== null) await tellLowBalance(tx);
  return { ...account, balance, held, lowSince };
}
