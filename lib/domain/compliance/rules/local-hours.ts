import "server-only";
import { STATE_CODES } from "@/lib/domain/phones/us-states";
import { CLASS_POLICY, contactClass } from "../contact-class";
import { contactHours, isInside, openingMinutes } from "../contact-hours";
import { DEFAULT_CONTACT_HOURS, FEDERAL_SOURCES } from "../federal-policy";
import type { GateFacts, InboundFact } from "../gate-facts";
import { clockEdges, formatLocalTime, localTimeAt } from "../local-time";
import { STATE_POLICY } from "../state-policy";
import type { IsoWeekday, WeeklyHours } from "../weekly-hours.schema";
import { answerWindow } from "./answer-window";
import { calledPartyZones } from "./called-party-zones";
import { isoOrNull, type TimeRule } from "./time-rule";

const ANSWER_MS = 24 * 3_600_000;

/** How far a provider's clock may run ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * The called party's clock is inside the hours in every zone where the person may be, under the hours of every state that
 * may apply (CMP-05).
 */
export function localHoursRule(facts: GateFacts): TimeRule {
  const { zones, unknownZones } = calledPartyZones(facts);
  const isEveryStateAssumed = facts.states.length === 0;
  const states = isEveryStateAssumed ? STATE_CODES : [...new Set(facts.states.map(({ state }) => state))];
  const own = facts.tightening.contactHours;
  const hours = contactHours(states, own);
  const opens = openingMinutes(hours);
  const insideAt = (zone: string, instant: number) => {
    const local = localTimeAt(zone, instant);
    return { local, window: hours[local.weekday], isInside: isInside(hours[local.weekday], local) };
  };
  const isOpenAt = (instant: number) => zones.every(({ zone }) => insideAt(zone, instant).isInside);
  return {
    passesAt: (instant) => isOpenAt(instant) || answeredMessage(facts, instant) !== null,
    edges: (from, to) => zones.flatMap(({ zone }) => clockEdges({ zone, from, to, minutesOfDay: opens })),
    explain: (instant, clearsAt) => {
      const isOpen = isOpenAt(instant);
      const answers = isOpen ? null : answeredMessage(facts, instant);
      const isBlocked = !isOpen && answers === null;
      const evidence = zones.map(({ zone, provenance }) => {
        const { local, window, isInside: inside } = insideAt(zone, instant);
        const localTime = formatLocalTime(local);
        return { zone, provenance, localTime, weekday: local.weekday, window: window ?? null, isInside: inside };
      });
      const days = new Set(evidence.map(({ weekday }) => weekday));
      const decidingStates = states.filter((state) => isNarrower(contactHours([state]), days));
      return {
        code: "local_hours",
        status: isOpen ? "passed" : isBlocked ? "blocked" : "warning",
        evidence: {
          zones: evidence,
          unknownZones,
          states: [...facts.states],
          isEveryStateAssumed,
          decidingStates,
          isTightenedByFirm: own !== null && isNarrower(contactHours([], own), days),
          answers: answers && { messageId: answers.id, at: answers.at.toISOString() },
        },
        remedy: isBlocked ? "wait_until" : null,
        clearsAt: isBlocked ? isoOrNull(clearsAt) : null,
        sources: [
          ...FEDERAL_SOURCES.local_hours,
          ...decidingStates.flatMap((state) => STATE_POLICY.get(state)?.hours?.sources ?? []),
        ],
      };
    },
  };
}

function isNarrower(hours: WeeklyHours, days: ReadonlySet<IsoWeekday>): boolean {
  return [...days].some(
    (day) =>
      hours[day]?.opens !== DEFAULT_CONTACT_HOURS[day]?.opens ||
      hours[day]?.closes !== DEFAULT_CONTACT_HOURS[day]?.closes,
  );
}

/**
 * The person's message that this contact answers, outside the hours. 64.1200(c)(1) is about solicitations: a person may
 * write back within a day, and the answer to STOP or HELP would come too late for its five minutes if it waited for morning.
 */
function answeredMessage(facts: GateFacts, instant: number): InboundFact | null {
  switch (CLASS_POLICY[contactClass(facts)].outsideHours) {
    case "never":
      return null;
    case "to_answer_a_day": {
      const { message } = facts.inbound;
      return message && isWithinADay(message.at, instant) ? message : null;
    }
    case "at_once": {
      const answer = answerWindow(facts, instant);
      if (answer === null || answer.id === null || answer.askedAt === null || answer.problem !== null) return null;
      return { id: answer.id, at: new Date(answer.askedAt) };
    }
  }
}

function isWithinADay(at: Date, instant: number): boolean {
  return at.getTime() <= instant + CLOCK_SKEW_MS && instant < at.getTime() + ANSWER_MS;
}
