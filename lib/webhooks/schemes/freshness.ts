import "server-only";
import type { Match } from "./scheme";

/** Standard Webhooks 1.0.0, and VAPI's and Stripe's practice: five minutes either way (WH-04). */
const TOLERANCE_SECONDS = 300;

/** Null when `timestampSeconds` is near enough to `now`; else the refusal, with by how much the sender's clock is off. */
export function staleness(timestampSeconds: number, now: Date): Extract<Match, { ok: false }> | null {
  const skewSeconds = timestampSeconds - Math.floor(now.getTime() / 1_000);
  if (Math.abs(skewSeconds) <= TOLERANCE_SECONDS) return null;
  return { ok: false, reason: "stale", facts: { skewSeconds, toleranceSeconds: TOLERANCE_SECONDS } };
}
