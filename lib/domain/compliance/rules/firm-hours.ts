import "server-only";
import { isInside, openingMinutes } from "../contact-hours";
import { FEDERAL_SOURCES } from "../federal-policy";
import type { GateFacts } from "../gate-facts";
import { clockEdges, formatLocalTime, isKnownTimeZone, localTimeAt } from "../local-time";
import { isoOrNull, type TimeRule } from "./time-rule";

/** The firm itself is open, on its own clock. Hours that never open, or an unknown zone, are for its admin to mend. */
export function firmHoursRule(facts: GateFacts): TimeRule {
  const { timeZone: zone, hours } = facts.firm;
  const isKnown = isKnownTimeZone(zone);
  const opens = openingMinutes(hours);
  const passesAt = (instant: number) => {
    if (!isKnown) return false;
    const local = localTimeAt(zone, instant);
    return isInside(hours[local.weekday], local);
  };
  return {
    passesAt,
    edges: (from, to) => (isKnown ? clockEdges({ zone, from, to, minutesOfDay: opens }) : []),
    explain: (instant, clearsAt) => {
      const isPassed = passesAt(instant);
      const local = isKnown ? localTimeAt(zone, instant) : null;
      return {
        code: "firm_hours",
        status: isPassed ? "passed" : "blocked",
        evidence: {
          zone,
          localTime: local && formatLocalTime(local),
          weekday: local?.weekday ?? null,
          window: (local && hours[local.weekday]) ?? null,
          isInside: isPassed,
        },
        remedy: isPassed ? null : clearsAt === null ? "ask_admin_firm_hours" : "wait_until",
        clearsAt: isPassed ? null : isoOrNull(clearsAt),
        sources: [...FEDERAL_SOURCES.firm_hours],
      };
    },
  };
}
