import "server-only";
import { creditHolds } from "@/db/schema/credit-holds";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { CreditQuote } from "./credit-quote";
import { findBrokenLimit } from "./find-broken-limit";
import { findHold, type HoldSubject } from "./find-hold";
import { lockCreditAccount } from "./lock-credit-account";
import { writeCreditEntry } from "./write-credit-entry";

/**
 * Sets the credits of a quote aside for one subject until it is captured or released, or `expiresAt` passes unheard
 * (AVL-01). A second hold of the same subject changes nothing, whatever became of the first.
 * @throws AppError `precondition_failed` when the balance or a limit does not allow it
 */
export async function holdCredits(
  tx: TenantTx,
  input: HoldSubject & { quote: CreditQuote; userId: string | null; expiresAt: Date },
): Promise<void> {
  const { quote, userId, subjectType, subjectId, expiresAt } = input;
  const account = await lockCreditAccount(tx);
  if (await findHold(tx, input)) return;
  if (account === null || account.balance < quote.amount) {
    throw new AppError("precondition_failed", "There are not enough credits for this");
  }
  if (await findBrokenLimit(tx, { quote, userId })) {
    throw new AppError("precondition_failed", "A credit limit of the firm does not allow this");
  }
  const [hold] = await tx
    .insert(creditHolds)
    .values({ subjectType, subjectId, ...quote, userId, expiresAt })
    .returning({ id: creditHolds.id });
  if (!hold) throw new Error("the hold was not stored");
  await writeCreditEntry(tx, account, {
    kind: "hold",
    balanceDelta: -quote.amount,
    heldDelta: quote.amount,
    holdId: hold.id,
    reason: null,
  });
}
