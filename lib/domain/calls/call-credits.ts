import "server-only";
import type { TenantTx } from "@/db/tenant";
import { captureCredits } from "@/lib/domain/credits/capture-credits";
import { chargeCredits } from "@/lib/domain/credits/charge-credits";
import type { CreditQuote } from "@/lib/domain/credits/credit-quote";
import { quoteCredits } from "@/lib/domain/credits/quote-credits";
import type { CallOutcome } from "./call-outcome";

/** The saved assistant hangs up after so long (maxDurationSeconds of its definition). */
export const LONGEST_CALL_SECONDS = 600;

/** Longer than a dial whose answer was lost is looked for; then what was set aside for the call goes back by itself. */
const HOLD_MS = 26 * 3_600_000;

/** Nobody was spoken to, or the provider failed: such a call costs nothing, however long it rang. */
const FREE_OUTCOMES: ReadonlySet<string> = new Set([
  "no_answer",
  "busy",
  "bad_number",
  "config_error",
  "quota",
  "provider_error",
  "blocked",
  "not_placed",
] satisfies CallOutcome[]);

/** The price of the longest call there can be: so much is set aside before the gate lets one be dialled. */
export function quoteLongestCall(): CreditQuote {
  return quoteCredits({ service: "call_minute", quantity: minutesOf(LONGEST_CALL_SECONDS) });
}

/** When the credits of a call that is dialled at `dialAt` go back if nothing is heard of it. */
export function callHoldExpiry(dialAt: Date): Date {
  return new Date(dialAt.getTime() + HOLD_MS);
}

export type EndedCall = {
  callId: string;
  direction: "outbound" | "inbound";
  outcome: string | null;
  durationSeconds: number | null;
};

/**
 * Takes the credits of a call that ended, by its begun minutes, and gives the rest back. A call to the firm was not planned,
 * so nothing was set aside; it is charged as far as the balance goes.
 */
export async function settleCallCredits(tx: TenantTx, call: EndedCall): Promise<void> {
  const isFree = call.outcome !== null && FREE_OUTCOMES.has(call.outcome);
  const quantity = isFree ? 0 : minutesOf(call.durationSeconds ?? 0);
  const subject = { subjectType: "call" as const, subjectId: call.callId };
  if (call.direction === "outbound") return captureCredits(tx, { ...subject, quantity });
  return chargeCredits(tx, { ...subject, quote: quoteCredits({ service: "call_minute", quantity }) });
}

/** Begun minutes; the times come from outside, so that a senseless one costs no more than a day. */
function minutesOf(seconds: number): number {
  return Math.ceil(Math.min(Math.max(seconds, 0), 86_400) / 60);
}
