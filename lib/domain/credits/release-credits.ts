import "server-only";
import type { TenantTx } from "@/db/tenant";
import { findHold, type HoldSubject } from "./find-hold";
import { lockCreditAccount } from "./lock-credit-account";
import { settleHold } from "./settle-hold";

/**
 * Gives back what was set aside for a subject that did not take place. `reason` is a word of the program (`cancelled`,
 * `refused`, a failure code), never a client's. Nothing happens without a standing hold.
 */
export async function releaseCredits(tx: TenantTx, input: HoldSubject & { reason: string }): Promise<void> {
  const account = await lockCreditAccount(tx);
  const hold = await findHold(tx, input);
  if (account === null || hold?.state !== "held") return;
  await settleHold(tx, account, hold, { state: "released", capturedAmount: 0, reason: input.reason });
}
