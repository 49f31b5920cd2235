import "server-only";
import { STATE_CODES } from "@/lib/domain/phones/us-states";
import { CLASS_POLICY, contactClass } from "../contact-class";
import { DEFAULT_FREQUENCY, FEDERAL_SOURCES } from "../federal-policy";
import type { GateFacts } from "../gate-facts";
import { STATE_POLICY } from "../state-policy";
import { isoOrNull, type TimeRule } from "./time-rule";

const MINUTE_MS = 60_000;
const WINDOW_MS = DEFAULT_FREQUENCY.windowHours * 3_600_000;

/**
 * Fewer automated contacts, calls and messages together, than the limit within a day's length of the instant. One that is exactly 24 hours old still
 * counts, and so does one that another machine's clock, or a reservation, dates up to 24 hours later.
 * A person's own messages are no automated contacts, and a confirmation of a stop could not wait.
 */
export function frequencyRule(facts: GateFacts): TimeRule {
  const states = facts.states.length === 0 ? STATE_CODES : facts.states.map(({ state }) => state);
  const stateLimits = [...new Set(states)].flatMap((state) => STATE_POLICY.get(state)?.frequency ?? []);
  const limit = Math.min(
    DEFAULT_FREQUENCY.limit,
    ...stateLimits.map((row) => row.limit),
    facts.tightening.frequencyLimit ?? DEFAULT_FREQUENCY.limit,
  );
  const isAsked = CLASS_POLICY[contactClass(facts)].isCounted;
  const countedAt = (instant: number) =>
    facts.recentAttempts.filter(({ at }) => Math.abs(instant - at.getTime()) <= WINDOW_MS);
  return {
    passesAt: (instant) => !isAsked || countedAt(instant).length < limit,
    edges: (from, to) =>
      facts.recentAttempts
        .map(({ at }) => (Math.floor((at.getTime() + WINDOW_MS) / MINUTE_MS) + 1) * MINUTE_MS)
        .filter((edge) => edge > from && edge <= to),
    explain: (instant, clearsAt) => {
      const counted = countedAt(instant);
      const isBlocked = isAsked && counted.length >= limit;
      return {
        code: "frequency",
        status: !isAsked ? "not_applicable" : isBlocked ? "blocked" : "passed",
        evidence: {
          limit,
          windowHours: DEFAULT_FREQUENCY.windowHours,
          counted: counted.map(({ id, at }) => ({ id, at: at.toISOString() })),
        },
        remedy: isBlocked ? "wait_until" : null,
        clearsAt: isBlocked ? isoOrNull(clearsAt) : null,
        sources: [...FEDERAL_SOURCES.frequency, ...stateLimits.flatMap((row) => row.sources)],
      };
    },
  };
}
