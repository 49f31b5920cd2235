import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { SEND_ORIGINS } from "@/db/schema/message-sends";
import { STATE_OF_AREA_CODE } from "@/lib/domain/phones/area-codes";
import { type CalledPartyLocation, locateCalledParty } from "@/lib/domain/phones/locate-called-party";
import { STATE_CODES } from "@/lib/domain/phones/us-states";
import { NATIONWIDE_TIME_ZONES, TIME_ZONES_OF_STATE } from "@/lib/domain/phones/us-time-zones";
import { CLOCK_CHANGES, clockOf, FEDERAL, isLegal, LAW } from "@/tests/support/calling-law";
import { LEGAL_CALL } from "@/tests/support/gate-facts";
import { contactClass } from "./contact-class";
import { evaluateGate } from "./evaluate-gate";
import type { GateFacts } from "./gate-facts";
import { localHoursRule } from "./rules/local-hours";
import { ISO_WEEKDAYS, type WeeklyHours } from "./weekly-hours.schema";

const SIGNED = {
  purpose: "marketing",
  level: "express_written",
  isSigned: true,
  isNotConditionStated: true,
} as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Runs a property by a fixed seed, so that it can be compared, and by a new one each time. */
function holds<Values extends [unknown, ...unknown[]]>(property: fc.IProperty<Values>, numRuns: number): void {
  fc.assert(property, { seed: 20_261_122, numRuns });
  fc.assert(property, { numRuns });
}

const KINDS = ["ai_call", "sms", "whatsapp"] as const;
const PURPOSES = [
  "case_information",
  "appointment",
  "callback",
  "intake_follow_up",
  "marketing",
  "general",
  "broadcast_information",
  "missed_call",
  "opt_out_confirmation",
  "help_answer",
] as const;

/** Area codes all over the country: every fifth, the split ones, toll-free, Alaska, Hawaii and the territories. */
const AREA_CODES = [
  ...[...STATE_OF_AREA_CODE.keys()].filter((_, index) => index % 5 === 0),
  ...["208", "605", "850", "800", "907", "808", "787", "671", "340", "684"],
];

const places: CalledPartyLocation[] = [];
beforeAll(async () => {
  for (const code of AREA_CODES) {
    places.push(await locateCalledParty({ e164: `+1${code}5550142`, address: null, declaredTimeZone: null }));
  }
  for (const state of STATE_CODES) {
    const zones = TIME_ZONES_OF_STATE[state].map((zone) => ({ zone, provenance: "address" as const }));
    places.push({ timeZones: zones, states: [{ state, provenance: "address" }] });
  }
  places.push({ timeZones: [], states: [] });
});

const nearAChange = fc
  .tuple(fc.constantFrom(...CLOCK_CHANGES), fc.integer({ min: -4 * 1440, max: 4 * 1440 }))
  .map(([change, minutes]) => change + minutes * MINUTE);

const clock = fc.integer({ min: 0, max: 96 }).map((quarter) => {
  const [hours, minutes] = [Math.floor(quarter / 4), (quarter % 4) * 15];
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
});
const week = fc
  .array(fc.option(fc.tuple(clock, clock), { nil: null, freq: 6 }), { minLength: 7, maxLength: 7 })
  .map((days) => {
    const hours: WeeklyHours = {};
    for (const day of ISO_WEEKDAYS) {
      const [opens = "", closes = ""] = (days[day - 1] ?? []).toSorted();
      if (opens < closes) hours[day] = { opens, closes };
    }
    return hours;
  });

/** Facts under which only the clock, the class of the contact and what the firm adds decide. */
const anyContact = fc
  .record({
    place: fc.nat(),
    kind: fc.constantFrom(...KINDS),
    origin: fc.constantFrom(...SEND_ORIGINS),
    purpose: fc.constantFrom(...PURPOSES),
    now: nearAChange,
    wroteMinutesAgo: fc.option(fc.integer({ min: 0, max: 3 * 1440 }), { nil: null }),
    attempts: fc.array(fc.integer({ min: 0, max: 30 * 60 }), { maxLength: 4 }),
  })
  .map(({ place, kind, origin, purpose, now, wroteMinutesAgo, attempts }) => {
    const wrote = wroteMinutesAgo === null ? null : { id: "m-1", at: new Date(now - wroteMinutesAgo * MINUTE) };
    const consent = { capturedAt: new Date("2025-01-01T00:00:00Z"), expiresAt: null, revokedAt: null };
    const consents = (["voice_ai", "sms", "whatsapp"] as const).flatMap((channel) => [
      { ...consent, id: `i-${channel}`, channel, purpose: "informational" as const, level: "express" as const },
      { ...consent, ...SIGNED, id: `w-${channel}`, channel },
    ]);
    const facts: GateFacts = {
      ...LEGAL_CALL,
      ...(places[place % places.length] ?? { timeZones: [], states: [] }),
      kind,
      origin,
      purpose,
      consents,
      inbound: { message: wrote, onChannel: wrote, onLine: wrote, call: wrote },
      stop: { eventId: "e-1", at: new Date(now - MINUTE), isConfirmed: false, isSuperseded: false },
      help: { messageId: "m-2", at: new Date(now - MINUTE), isAnswered: false },
      recentAttempts: attempts.map((minutes, index) => ({ id: `a-${index}`, at: new Date(now - minutes * MINUTE) })),
    };
    return { facts, now };
  });

const anyTightening = fc.record({
  contactHours: fc.option(week, { nil: null }),
  frequencyLimit: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
});

function isLawful(facts: GateFacts, instant: number): boolean {
  const zones = facts.timeZones.length === 0 ? NATIONWIDE_TIME_ZONES : facts.timeZones.map(({ zone }) => zone);
  const states = facts.states.length === 0 ? STATE_CODES : facts.states.map(({ state }) => state);
  return zones.every((zone) => {
    const local = clockOf(zone, instant);
    return isLegal(FEDERAL, local) && states.every((state) => isLegal(LAW[state] ?? FEDERAL, local));
  });
}

test("CMP-05: no kind, origin or purpose leaves outside the law's hours of any candidate zone or state, unless it answers", () => {
  let [allowed, answers] = [0, 0];
  holds(
    fc.property(anyContact, ({ facts, now }) => {
      const decision = evaluateGate(facts, new Date(now));
      if (decision.verdict === "blocked") return;
      allowed += 1;
      if (isLawful(facts, now)) return;
      answers += 1;
      const { kind, origin, purpose } = facts;
      expect(kind).not.toBe("ai_call");
      expect(purpose).not.toBe("marketing");
      expect(["person", "opt_out_confirmation", "help_answer"]).toContain(origin);
      if (origin !== "person") {
        expect(purpose).toBe(origin);
        return;
      }
      expect(now - (facts.inbound.message?.at.getTime() ?? 0)).toBeLessThan(DAY);
    }),
    1_500,
  );
  expect(allowed).toBeGreaterThan(300);
  expect(answers).toBeGreaterThan(5);
});

test("CMP-05: in every state and zone, around all four clock changes, messages keep the same hours as calls", () => {
  const origins = [
    { origin: "broadcast", purpose: "marketing" },
    { origin: "person", purpose: "marketing" },
    { origin: "text_back", purpose: "missed_call" },
  ] as const;
  const different: string[] = [];
  for (const state of STATE_CODES) {
    for (const zone of TIME_ZONES_OF_STATE[state]) {
      const place: CalledPartyLocation = {
        timeZones: [{ zone, provenance: "address" }],
        states: [{ state, provenance: "address" }],
      };
      const call = localHoursRule({ ...LEGAL_CALL, ...place });
      for (const each of origins) {
        const message = localHoursRule({ ...LEGAL_CALL, ...place, ...each, kind: "sms" });
        for (const change of CLOCK_CHANGES) {
          for (let instant = change - DAY / 2; instant < change + DAY; instant += 2 * HOUR) {
            if (call.passesAt(instant) !== message.passesAt(instant)) different.push(`${state} ${zone} ${instant}`);
          }
        }
      }
    }
  }
  expect(different).toEqual([]);
});

test("what a firm adds can only tighten: whatever passes with it passes without it, and never earlier", () => {
  let tightened = 0;
  holds(
    fc.property(anyContact, anyTightening, ({ facts, now }, tightening) => {
      const without = evaluateGate(facts, new Date(now));
      const own = evaluateGate({ ...facts, tightening }, new Date(now));
      if (own.verdict === "allowed") expect(without.verdict).toBe("allowed");
      if (own.verdict !== without.verdict) tightened += 1;
      if (own.earliestLegalAt === null) return;
      expect(without.earliestLegalAt?.getTime()).toBeLessThanOrEqual(own.earliestLegalAt.getTime());
    }),
    250,
  );
  expect(tightened).toBeGreaterThan(10);
});

test("the earliest legal time of any contact is legal, and neither the minute before it nor a sample is", () => {
  let found = 0;
  holds(
    fc.property(
      anyContact,
      anyTightening,
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 5, maxLength: 5 }),
      ({ facts, now }, tightening, samples) => {
        const tight = { ...facts, tightening };
        const { verdict, earliestLegalAt } = evaluateGate(tight, new Date(now));
        if (verdict === "allowed" || earliestLegalAt === null) return;
        found += 1;
        const verdictAt = (instant: number) => evaluateGate(tight, new Date(instant)).verdict;
        const earliest = earliestLegalAt.getTime();
        expect(earliest).toBeGreaterThan(now);
        expect(verdictAt(earliest)).toBe("allowed");
        expect(verdictAt(earliest - MINUTE)).toBe("blocked");
        for (const sample of samples) {
          const instant = now + Math.floor((sample * (earliest - now)) / MINUTE) * MINUTE;
          expect(verdictAt(instant)).toBe("blocked");
        }
      },
    ),
    150,
  );
  expect(found).toBeGreaterThan(60);
});

test("CMP-01 CMP-04: a stop of everything lets nothing leave but its own confirmation and the answer to HELP", () => {
  const channels = ["all", "voice", "sms", "whatsapp", "email"] as const;
  holds(
    fc.property(anyContact, fc.constantFrom(...channels), ({ facts, now }, channel) => {
      const row = { id: "o-1", channel, scope: "all", state: "opted_out", effectiveAt: new Date(now - HOUR) } as const;
      const decision = evaluateGate({ ...facts, optOuts: [row] }, new Date(now));
      const contact = contactClass(facts);
      if (contact === "confirmation" || contact === "help_answer") return;
      expect(decision.verdict).toBe("blocked");
      expect(decision.earliestLegalAt).toBeNull();
    }),
    300,
  );
});
