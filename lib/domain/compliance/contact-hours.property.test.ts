import fc from "fast-check";
import { expect, test } from "vitest";
import { STATE_CODES, type StateCode } from "@/lib/domain/phones/us-states";
import { NATIONWIDE_TIME_ZONES, TIME_ZONES_OF_STATE } from "@/lib/domain/phones/us-time-zones";
import { CLOCK_CHANGES, clockOf, FEDERAL, isLegal, LAW } from "@/tests/support/calling-law";
import { LEGAL_CALL } from "@/tests/support/gate-facts";
import { contactHours } from "./contact-hours";
import { evaluateGate } from "./evaluate-gate";
import { DEFAULT_CONTACT_HOURS, DEFAULT_FREQUENCY } from "./federal-policy";
import type { GateFacts } from "./gate-facts";
import { minutesOf } from "./local-time";
import { localHoursRule } from "./rules/local-hours";
import { STATE_POLICY } from "./state-policy";
import { ISO_WEEKDAYS, type IsoWeekday, type WeeklyHours } from "./weekly-hours.schema";

const MINUTE = 60_000;
const DAY = 86_400_000;

function factsFor(states: readonly StateCode[], zones: readonly string[]): GateFacts {
  return {
    ...LEGAL_CALL,
    timeZones: zones.map((zone) => ({ zone, provenance: "area_code" })),
    states: states.map((state) => ({ state, provenance: "area_code" })),
  };
}

test("CMP-05: in every state and zone, around all four clock changes of 2026 and 2027, no hour outside the law passes", () => {
  const illegal: string[] = [];
  let passes = 0;
  for (const state of STATE_CODES) {
    for (const zone of TIME_ZONES_OF_STATE[state]) {
      const rule = localHoursRule(factsFor([state], [zone]));
      for (const change of CLOCK_CHANGES) {
        for (let instant = change - DAY; instant < change + 2 * DAY; instant += 30 * MINUTE) {
          if (!rule.passesAt(instant)) continue;
          passes += 1;
          const clock = clockOf(zone, instant);
          if (!isLegal(FEDERAL, clock) || !isLegal(LAW[state] ?? FEDERAL, clock)) {
            illegal.push(`${state} ${zone} ${new Date(instant).toISOString()}`);
          }
        }
      }
    }
  }
  expect(illegal).toEqual([]);
  expect(passes).toBeGreaterThan(5_000);
});

const anyZone = fc.constantFrom(...new Set(Object.values(TIME_ZONES_OF_STATE).flat()));
const anyState = fc.constantFrom(...STATE_CODES);
const nearAChange = fc
  .tuple(fc.constantFrom(...CLOCK_CHANGES), fc.integer({ min: -4 * 1440, max: 4 * 1440 }))
  .map(([change, minutes]) => change + minutes * MINUTE);

test("CMP-05: with several candidates, an allowed instant is legal in every zone under every state", () => {
  fc.assert(
    fc.property(
      fc.array(anyState, { minLength: 1, maxLength: 3 }),
      fc.array(anyZone, { minLength: 1, maxLength: 4 }),
      nearAChange,
      (states, zones, instant) => {
        if (evaluateGate(factsFor(states, zones), new Date(instant)).verdict === "blocked") return;
        for (const zone of zones) {
          const clock = clockOf(zone, instant);
          expect(
            isLegal(
              [
                [9, 20],
                [9, 20],
                [12, 20],
              ],
              clock,
            ),
          ).toBe(true);
          for (const state of states) expect(isLegal(LAW[state] ?? FEDERAL, clock)).toBe(true);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("CMP-05: a number of unknown place passes only where New York to Honolulu all pass under every state's hours", () => {
  const unknown = localHoursRule(factsFor([], []));
  let passes = 0;
  for (const change of CLOCK_CHANGES) {
    for (let instant = change - 3 * DAY; instant < change + 3 * DAY; instant += 15 * MINUTE) {
      if (!unknown.passesAt(instant)) continue;
      passes += 1;
      for (const zone of NATIONWIDE_TIME_ZONES) {
        const clock = clockOf(zone, instant);
        expect(Object.values(LAW).every((hours) => isLegal(hours, clock))).toBe(true);
      }
    }
  }
  expect(passes).toBeGreaterThan(0);
});

test("a row of the state table can only tighten: more states never open a minute or raise a limit", () => {
  const contains = (outer: WeeklyHours, inner: WeeklyHours, day: IsoWeekday) => {
    const [wide, narrow] = [outer[day], inner[day]];
    if (!narrow) return true;
    return (
      wide !== undefined &&
      minutesOf(wide.opens) <= minutesOf(narrow.opens) &&
      minutesOf(wide.closes) >= minutesOf(narrow.closes)
    );
  };
  for (const state of STATE_CODES) {
    expect(ISO_WEEKDAYS.every((day) => contains(DEFAULT_CONTACT_HOURS, contactHours([state]), day))).toBe(true);
    expect(STATE_POLICY.get(state)?.frequency?.limit ?? 0).toBeLessThanOrEqual(DEFAULT_FREQUENCY.limit);
  }
  fc.assert(
    fc.property(fc.array(anyState), anyState, (states, further) => {
      const [before, after] = [contactHours(states), contactHours([...states, further])];
      expect(ISO_WEEKDAYS.every((day) => contains(before, after, day))).toBe(true);
    }),
  );
});

const clock = fc.integer({ min: 0, max: 95 }).map((quarter) => {
  const [hours, minutes] = [Math.floor(quarter / 4), (quarter % 4) * 15];
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
});
const window = fc
  .tuple(clock, clock)
  .map(([one, other]) => (one < other ? { opens: one, closes: other } : { opens: other, closes: "24:00" }));
const week = fc.array(fc.option(window, { nil: null }), { minLength: 7, maxLength: 7 }).map((days) => {
  const hours: WeeklyHours = {};
  for (const day of ISO_WEEKDAYS) {
    const open = days[day - 1];
    if (open) hours[day] = open;
  }
  return hours;
});

const anyFacts = fc
  .record({
    states: fc.array(anyState, { maxLength: 2 }),
    zones: fc.array(anyZone, { maxLength: 3 }),
    hours: week,
    firmZone: anyZone,
    now: nearAChange,
    attempts: fc.array(fc.integer({ min: -30 * 3600, max: 2 * 3600 }), { maxLength: 5 }),
    holiday: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ states, zones, hours, firmZone, now, attempts, holiday }) => {
    const facts = factsFor(states, zones);
    const holidays = [new Date(now + holiday * DAY).toISOString().slice(0, 10)];
    return {
      now,
      facts: {
        ...facts,
        recentAttempts: attempts.map((seconds, index) => ({ id: `a-${index}`, at: new Date(now + seconds * 1000) })),
        firm: { ...facts.firm, hours, holidays, timeZone: firmZone },
      },
    };
  });

test("the earliest legal time is legal, a whole minute, and no sampled minute before it is", () => {
  let found = 0;
  fc.assert(
    fc.property(
      anyFacts,
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 6, maxLength: 6 }),
      ({ facts, now }, samples) => {
        const verdictAt = (instant: number) => evaluateGate(facts, new Date(instant)).verdict;
        const { verdict, earliestLegalAt } = evaluateGate(facts, new Date(now));
        if (verdict === "allowed") {
          expect(earliestLegalAt?.getTime()).toBe(now);
          return;
        }
        const earliest = earliestLegalAt?.getTime() ?? null;
        if (earliest !== null) {
          found += 1;
          expect(earliest % MINUTE).toBe(0);
          expect(verdictAt(earliest)).toBe("allowed");
          expect(verdictAt(earliest - MINUTE)).toBe("blocked");
        }
        const end = earliest ?? now + 14 * DAY;
        for (const sample of samples) {
          const instant = now + Math.floor((sample * (end - now)) / MINUTE) * MINUTE;
          expect(verdictAt(instant)).toBe("blocked");
        }
        for (
          let hour = Math.ceil(now / (60 * MINUTE)) * 60 * MINUTE;
          hour < Math.min(end, now + DAY);
          hour += 60 * MINUTE
        ) {
          expect(verdictAt(hour)).toBe("blocked");
        }
      },
    ),
    { numRuns: 80 },
  );
  expect(found).toBeGreaterThan(15);
});

test("an opt-out beats everything: no facts, time or purpose make the call legal", () => {
  fc.assert(
    fc.property(
      anyFacts,
      fc.constantFrom("all" as const, "voice" as const, "sms" as const, "whatsapp" as const, "email" as const),
      fc.constantFrom("case_information" as const, "callback" as const, "marketing" as const),
      ({ facts, now }, channel, purpose) => {
        const optOuts = [
          { id: "o-1", channel, scope: "all" as const, state: "opted_out" as const, effectiveAt: new Date(now + DAY) },
        ];
        const decision = evaluateGate({ ...facts, optOuts, purpose }, new Date(now));
        expect(decision.verdict).toBe("blocked");
        expect(decision.earliestLegalAt).toBeNull();
      },
    ),
    { numRuns: 100 },
  );
});
