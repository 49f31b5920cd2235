import "server-only";
import { STATE_CODES, type StateCode } from "@/lib/domain/phones/us-states";
import { contactHours, isInside, openingMinutes } from "../contact-hours";
import { DEFAULT_CONTACT_HOURS, FEDERAL_SOURCES } from "../federal-policy";
import type { GateFacts } from "../gate-facts";
import { clockEdges, formatLocalTime, localTimeAt } from "../local-time";
import { STATE_POLICY } from "../state-policy";
import type { IsoWeekday } from "../weekly-hours.schema";
import { calledPartyZones } from "./called-party-zones";
import { isoOrNull, type TimeRule } from "./time-rule";

/**
 * The called party's clock is inside the hours in every zone where the person may be, under the hours of every state that
 * may apply (CMP-05).
 */
export function localHoursRule(facts: GateFacts): TimeRule {
  const { zones, unknownZones } = calledPartyZones(facts);
  const isEveryStateAssumed = facts.states.length === 0;
  const states = isEveryStateAssumed ? STATE_CODES : [...new Set(facts.states.map(({ state }) => state))];
  const hours = contactHours(states);
  const opens = openingMinutes(hours);
  const insideAt = (zone: string, instant: number) => {
    const local = localTimeAt(zone, instant);
    return { local, window: hours[local.weekday], isInside: isInside(hours[local.weekday], local) };
  };
  const passesAt = (instant: number) => zones.every(({ zone }) => insideAt(zone, instant).isInside);
  return {
    passesAt,
    edges: (from, to) => zones.flatMap(({ zone }) => clockEdges({ zone, from, to, minutesOfDay: opens })),
    explain: (instant, clearsAt) => {
      const isPassed = passesAt(instant);
      const evidence = zones.map(({ zone, provenance }) => {
        const { local, window, isInside: inside } = insideAt(zone, instant);
        const localTime = formatLocalTime(local);
        return { zone, provenance, localTime, weekday: local.weekday, window: window ?? null, isInside: inside };
      });
      const decidingStates = narrowingStates(states, new Set(evidence.map(({ weekday }) => weekday)));
      return {
        code: "local_hours",
        status: isPassed ? "passed" : "blocked",
        evidence: {
          zones: evidence,
          unknownZones,
          states: [...facts.states],
          isEveryStateAssumed,
          decidingStates,
        },
        remedy: isPassed ? null : "wait_until",
        clearsAt: isPassed ? null : isoOrNull(clearsAt),
        sources: [
          ...FEDERAL_SOURCES.local_hours,
          ...decidingStates.flatMap((state) => STATE_POLICY.get(state)?.hours?.sources ?? []),
        ],
      };
    },
  };
}

function narrowingStates(states: readonly StateCode[], days: ReadonlySet<IsoWeekday>): StateCode[] {
  return states.filter((state) => {
    const hours = contactHours([state]);
    return [...days].some(
      (day) =>
        hours[day]?.opens !== DEFAULT_CONTACT_HOURS[day]?.opens ||
        hours[day]?.closes !== DEFAULT_CONTACT_HOURS[day]?.closes,
    );
  });
}
