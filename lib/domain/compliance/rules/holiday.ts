import "server-only";
import { CLASS_POLICY, contactClass } from "../contact-class";
import { federalHolidayOn } from "../federal-holidays";
import { FEDERAL_SOURCES } from "../federal-policy";
import type { RuleEvidence } from "../gate-decision";
import type { GateFacts } from "../gate-facts";
import { clockEdges, isKnownTimeZone, localTimeAt } from "../local-time";
import { calledPartyZones } from "./called-party-zones";
import { isoOrNull, type TimeRule } from "./time-rule";

const MIDNIGHT = [0];

/**
 * No federal holiday where the called party may be, and no holiday of the firm where the firm is. Asked of whatever keeps
 * the firm's hours.
 */
export function holidayRule(facts: GateFacts): TimeRule {
  const { zones } = calledPartyZones(facts);
  const isAsked = CLASS_POLICY[contactClass(facts)].keepsFirmHours;
  const firmZone = isKnownTimeZone(facts.firm.timeZone) ? facts.firm.timeZone : null;
  const firmHolidays = new Set(facts.firm.holidays);
  const holidaysAt = (instant: number): RuleEvidence["holiday"]["holidays"] => {
    const federal = zones.flatMap(({ zone }) => {
      const { date } = localTimeAt(zone, instant);
      const name = federalHolidayOn(date);
      return name === null ? [] : [{ kind: "federal" as const, date, name, zone }];
    });
    if (firmZone === null) return federal;
    const { date } = localTimeAt(firmZone, instant);
    return firmHolidays.has(date) ? [...federal, { kind: "firm", date, name: null, zone: firmZone }] : federal;
  };
  return {
    passesAt: (instant) => !isAsked || holidaysAt(instant).length === 0,
    edges: (from, to) =>
      [...zones.map(({ zone }) => zone), ...(firmZone === null ? [] : [firmZone])].flatMap((zone) =>
        clockEdges({ zone, from, to, minutesOfDay: MIDNIGHT }),
      ),
    explain: (instant, clearsAt) => {
      const holidays = holidaysAt(instant);
      const isBlocked = isAsked && holidays.length > 0;
      return {
        code: "holiday",
        status: !isAsked ? "not_applicable" : isBlocked ? "blocked" : "passed",
        evidence: { holidays },
        remedy: isBlocked ? "wait_until" : null,
        clearsAt: isBlocked ? isoOrNull(clearsAt) : null,
        sources: [...FEDERAL_SOURCES.holiday],
      };
    },
  };
}
