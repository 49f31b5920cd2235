/** What becomes of a message that the desk sends to a number: refused at once, or taken and then told of. */
export type Fate =
  | { kind: "refused"; why: "invalid" | "region" | "opted-out" | "not-mobile" | "do-not-disturb" }
  | { kind: "failed"; why: "filtered" | "unreachable" | "unregistered" }
  | { kind: "silent" }
  | { kind: "delivered" };

/**
 * Numbers to which sending always goes wrong, at every simulated provider and with its own words and codes: the last seven
 * digits, whatever the area code. The 555-01xx numbers are nobody's (ATIS NANP).
 */
const FATES: Readonly<Record<string, Fate>> = {
  "5550171": { kind: "refused", why: "invalid" },
  "5550172": { kind: "refused", why: "region" },
  "5550173": { kind: "refused", why: "opted-out" },
  "5550174": { kind: "refused", why: "not-mobile" },
  "5550175": { kind: "refused", why: "do-not-disturb" },
  "5550176": { kind: "failed", why: "filtered" },
  "5550177": { kind: "failed", why: "unreachable" },
  "5550178": { kind: "failed", why: "unregistered" },
  "5550179": { kind: "silent" },
};

/** What the page says of these numbers, in their order. */
export const FAILING_NUMBERS: readonly { number: string; outcome: string }[] = Object.entries(FATES).map(
  ([digits, fate]) => ({
    number: `…${digits.slice(0, 3)}-${digits.slice(3)}`,
    outcome:
      fate.kind === "refused" || fate.kind === "failed" ? `${fate.kind}: ${fate.why}` : "taken, and never told of",
  }),
);

const DELIVERED: Fate = { kind: "delivered" };

export function fateOf(e164: string): Fate {
  return (/^\+1\d{10}$/.test(e164) ? FATES[e164.slice(-7)] : undefined) ?? DELIVERED;
}
