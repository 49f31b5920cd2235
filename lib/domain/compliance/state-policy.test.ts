import { expect, test } from "vitest";
import { STATE_CODES, type StateCode } from "@/lib/domain/phones/us-states";
import { LAW, type LegalHours } from "@/tests/support/calling-law";
import { LEGAL_CALL } from "@/tests/support/gate-facts";
import { evaluateGate } from "./evaluate-gate";
import type { GateFacts } from "./gate-facts";
import { STATE_POLICY } from "./state-policy";
import type { DayWindow } from "./weekly-hours.schema";

/** 16:00 in New York and 11:00 in Honolulu on a Tuesday: inside every state's hours. */
const MIDDAY = new Date("2026-06-16T20:00:00Z");

// Written a second time, from the reference, and not read from the table under test.
const EVERYONE_AGREES = "CA CT DE FL IL MA MD MI MT NH NV OR PA WA".split(" ");
/** Nobody has looked at their law. */
const UNKNOWN = ["AS", "GU", "MP", "PR", "VI"];
const THREE_A_DAY = ["FL", "MD", "OK"];
const SUPPOSED = { WA: "unverified", OK: "conflicting" } as const;

const inState = (state: StateCode, change: Partial<GateFacts> = {}): GateFacts => ({
  ...LEGAL_CALL,
  states: [{ state, provenance: "area_code" }],
  ...change,
});

test.each(STATE_CODES)("CMP-05: %s has the hours of the reference, to the minute", (state) => {
  const week = STATE_POLICY.get(state)?.hours?.week ?? null;
  const law = LAW[state];
  if (law === undefined) return expect(week).toBeNull();
  const [weekday, saturday, sunday] = law.map((day) => day && windowOf(day));
  const days = Object.entries({ 1: weekday, 2: weekday, 3: weekday, 4: weekday, 5: weekday, 6: saturday, 7: sunday });
  expect(week).toEqual(Object.fromEntries(days.filter(([, day]) => day !== null)));
});

function windowOf([from, to]: NonNullable<LegalHours[number]>): DayWindow {
  const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
  return { opens: clock(from), closes: clock(to) };
}

test.each(STATE_CODES)("recording in %s needs everyone's consent exactly where the reference says so", (state) => {
  const everyone = EVERYONE_AGREES.includes(state) || UNKNOWN.includes(state);
  const asked = evaluateGate(inState(state, { isRecordingRequested: true }), MIDDAY);
  expect(asked.disclosures).toMatchObject({
    recordingAllowed: !everyone,
    recordingAnnouncement: !everyone,
    strictestState: everyone ? state : null,
  });
  const ours = { ...LEGAL_CALL, firm: { ...LEGAL_CALL.firm, state }, isRecordingRequested: true };
  expect(evaluateGate(ours, MIDDAY).disclosures.recordingAllowed).toBe(!everyone);
});

test("statutes on artificial voices: Utah's until the end of June 2027, Colorado's from the year 2027, no others by then", () => {
  const askedOn = (day: string) =>
    STATE_CODES.filter((state) => {
      const rules = evaluateGate(inState(state), new Date(`${day}T20:00:00Z`)).rules;
      const rule = rules.find(({ code }) => code === "ai_disclosure");
      return rule?.code === "ai_disclosure" && rule.evidence.states.length > 0;
    });
  expect(askedOn("2026-12-30")).toEqual(["CA", "ME", "UT"]);
  expect(askedOn("2027-01-05")).toEqual(["CA", "CO", "ME", "UT"]);
  expect(askedOn("2027-06-30")).toEqual(["CA", "CO", "ME", "UT"]);
  expect(askedOn("2027-07-01")).toEqual(["CA", "CO", "ME"]);
});

test("three automated contacts in a day are a law of three states, and the product's own rule elsewhere", () => {
  const withLimit = STATE_CODES.filter((state) => STATE_POLICY.get(state)?.frequency?.limit === 3);
  expect(withLimit).toEqual(THREE_A_DAY);
  expect(STATE_CODES.filter((state) => STATE_POLICY.get(state)?.frequency).toSorted()).toEqual(THREE_A_DAY);
});

test("what is only supposed of a state's hours says so, and no row stands without citation, source and day", () => {
  for (const [state, confidence] of Object.entries(SUPPOSED)) {
    const row = STATE_CODES.find((code) => code === state);
    expect(row && STATE_POLICY.get(row)?.hours?.sources[0]?.confidence, state).toBe(confidence);
  }
  const rows = [...STATE_POLICY.values()].flatMap(({ hours, frequency, recording, aiDisclosure, duties }) => [
    ...(hours?.sources ?? []),
    ...(frequency?.sources ?? []),
    ...recording.sources,
    ...aiDisclosure.map(({ source }) => source),
    ...duties,
  ]);
  for (const row of rows) {
    expect(row).toEqual({
      citation: expect.stringMatching(/\S/),
      source: expect.stringMatching(/\S/),
      confidence: expect.stringMatching(/^(primary|secondary|conflicting|unverified|product)$/),
      reviewedOn: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
    });
  }
  for (const { hours, recording } of STATE_POLICY.values()) {
    if (hours) expect(hours.sources).not.toEqual([]);
    if (recording.rule === "all_party") expect(recording.sources).not.toEqual([]);
  }
});
