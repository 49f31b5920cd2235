import "server-only";
import { creditHolds } from "@/db/schema/credit-holds";
import type { TenantTx } from "@/db/tenant";
import type { CreditQuote } from "./credit-quote";
import { findHold, type HoldSubject } from "./find-hold";
import { lockCreditAccount } from "./lock-credit-account";
import { settleHold } from "./settle-hold";
import { writeCreditEntry } from "./write-credit-entry";

/** How a line of the ledger says that the balance did not cover the whole price, followed by what was missing. */
const SHORTFALL = "short_by:";

/**
 * Takes the price of something that took place unasked, such as a call to the firm, as far as the balance goes: nobody who
 * calls is turned away for credits. What is missing stands in the line's reason. Limits do not apply, and count it. A subject
 * that has a hold, in whatever state, is not charged again.
 */
export async function chargeCredits(tx: TenantTx, input: HoldSubject & { quote: CreditQuote }): Promise<void> {
  const { quote, subjectType, subjectId } = input;
  const account = await lockCreditAccount(tx);
  if (account === null || quote.amount === 0 || (await findHold(tx, input))) return;
  const amount = Math.min(account.balance, quote.amount);
  const missing = quote.amount - amount;
  const [hold] = await tx
    .insert(creditHolds)
    .values({ subjectType, subjectId, ...quote, amount, userId: null, expiresAt: new Date() })
    .returning({ id: creditHolds.id, amount: creditHolds.amount });
  if (!hold) throw new Error("the hold was not stored");
  const after = await writeCreditEntry(tx, account, {
    kind: "hold",
    balanceDelta: -amount,
    heldDelta: amount,
    holdId: hold.id,
    reason: missing === 0 ? null : `${SHORTFALL}${missing}`,
  });
  await settleHold(tx, after, hold, { state: "captured", capturedAmount: amount, reason: null });
}
