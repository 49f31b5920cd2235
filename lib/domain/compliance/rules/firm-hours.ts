import "server-only";
import { CLASS_POLICY, contactClass } from "../contact-class";
import { isInside, openingMinutes } from "../contact-hours";
import { FEDERAL_SOURCES } from "../federal-policy";
import type { GateFacts } from "../gate-facts";
import { clockEdges, formatLocalTime, isKnownTimeZone, localTimeAt } from "../local-time";
import { isoOrNull, type TimeRule } from "./time-rule";

/**
 * The firm itself is open, on its own clock. Hours that never open, or an unknown zone, are for its admin to mend. Not asked
 * of a person's own message, nor of what answers the client's act of a moment ago.
 */
export function firmHoursRule(facts: GateFacts): TimeRule {
  const { timeZone: zone, hours } = facts.firm;
  const isKnown = isKnownTimeZone(zone);
  const opens = openingMinutes(hours);
  const isAsked = CLASS_POLICY[contactClass(facts)].keepsFirmHours;
  const isOpenAt = (instant: number) => {
    if (!isKnown) return false;
    const local = localTimeAt(zone, instant);
    return isInside(hours[local.weekday], local);
  };
  return {
    passesAt: (instant) => !isAsked || isOpenAt(instant),
    edges: (from, to) => (isKnown ? clockEdges({ zone, from, to, minutesOfDay: opens }) : []),
    explain: (instant, clearsAt) => {
      const isOpen = isOpenAt(instant);
      const isBlocked = isAsked && !isOpen;
      const local = isKnown ? localTimeAt(zone, instant) : null;
      return {
        code: "firm_hours",
        status: !isAsked ? "not_applicable" : isOpen ? "passed" : "blocked",
        evidence: {
          zone,
          localTime: local && formatLocalTime(local),
          weekday: local?.weekday ?? null,
          window: (local && hours[local.weekday]) ?? null,
          isInside: isOpen,
        },
        remedy: !isBlocked ? null : clearsAt === null ? "ask_admin_firm_hours" : "wait_until",
        clearsAt: isBlocked ? isoOrNull(clearsAt) : null,
        sources: [...FEDERAL_SOURCES.firm_hours],
      };
    },
  };
}
