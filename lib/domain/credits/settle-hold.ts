import "server-only";
import { eq, sql } from "drizzle-orm";
import { creditHolds } from "@/db/schema/credit-holds";
import type { TenantTx } from "@/db/tenant";
import type { CreditHold } from "./find-hold";
import type { LockedAccount } from "./lock-credit-account";
import { writeCreditEntry } from "./write-credit-entry";

type Settlement = {
  state: "captured" | "released" | "expired";
  /** How much of the hold is used up; the rest goes back to the balance. */
  capturedAmount: number;
  /** Why the rest goes back. */
  reason: string | null;
};

/** Ends a standing hold of the locked account: one line for what was used, one for what goes back. */
export async function settleHold(
  tx: TenantTx,
  account: LockedAccount,
  hold: Pick<CreditHold, "id" | "amount">,
  settlement: Settlement,
): Promise<LockedAccount> {
  const { state, capturedAmount, reason } = settlement;
  await tx
    .update(creditHolds)
    .set({ state, capturedAmount, settledAt: sql`now()`, updatedAt: sql`now()` })
    .where(eq(creditHolds.id, hold.id));
  const rest = hold.amount - capturedAmount;
  let after = account;
  if (capturedAmount > 0) {
    const used = { balanceDelta: 0, heldDelta: -capturedAmount, holdId: hold.id, reason: null };
    after = await writeCreditEntry(tx, after, { kind: "capture", ...used });
  }
  if (rest > 0) {
    const kind = state === "expired" ? "expire" : "release";
    after = await writeCreditEntry(tx, after, { kind, balanceDelta: rest, heldDelta: -rest, holdId: hold.id, reason });
  }
  return after;
}
