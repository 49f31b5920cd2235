import "server-only";
import { and, asc, eq, lte } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { creditHolds } from "@/db/schema/credit-holds";
import type { TenantTx } from "@/db/tenant";
import { lockCreditAccount } from "./lock-credit-account";
import { settleHold } from "./settle-hold";

/** So many in one transaction, because each is two audited writes and the firm's other work waits meanwhile. */
const BATCH = 100;

/**
 * Gives back the credits of holds whose time passed unheard by `now` (real time), oldest first.
 * @returns how many; as many as one batch holds means that there may be more
 */
export async function expireHolds(tx: TenantTx, now: Date): Promise<{ expired: number; isBatchFull: boolean }> {
  let account = await lockCreditAccount(tx);
  if (account === null) return { expired: 0, isBatchFull: false };
  const lapsed = await tx
    .select({ id: creditHolds.id, amount: creditHolds.amount })
    .from(creditHolds)
    .where(and(ownRows(tx, creditHolds.tenantId), eq(creditHolds.state, "held"), lte(creditHolds.expiresAt, now)))
    .orderBy(asc(creditHolds.expiresAt), asc(creditHolds.id))
    .limit(BATCH);
  for (const hold of lapsed) {
    account = await settleHold(tx, account, hold, { state: "expired", capturedAmount: 0, reason: "not_confirmed" });
  }
  return { expired: lapsed.length, isBatchFull: lapsed.length === BATCH };
}
