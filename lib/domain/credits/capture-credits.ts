import "server-only";
import type { TenantTx } from "@/db/tenant";
import { findHold, type HoldSubject } from "./find-hold";
import { lockCreditAccount } from "./lock-credit-account";
import { settleHold } from "./settle-hold";

/**
 * Uses up what was set aside for a subject that took place. A smaller `quantity` than was quoted gives the rest back; a
 * greater one costs no more than was set aside. Nothing happens without a standing hold: a repeat, a release or an expiry
 * came first.
 */
export async function captureCredits(tx: TenantTx, input: HoldSubject & { quantity?: number }): Promise<void> {
  const account = await lockCreditAccount(tx);
  const hold = await findHold(tx, input);
  if (account === null || hold?.state !== "held") return;
  const used = (input.quantity ?? hold.quantity) * hold.unitPrice;
  const capturedAmount = Math.min(hold.amount, Math.max(0, Math.ceil(used)));
  await settleHold(tx, account, hold, { state: "captured", capturedAmount, reason: "not_used" });
}
