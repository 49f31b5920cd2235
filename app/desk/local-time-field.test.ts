import { expect, test } from "vitest";
import { readLocalTime, writeLocalTime } from "./local-time-field";

const PHOENIX = "America/Phoenix";
const NEW_YORK = "America/New_York";

test("what a field says on a clock and what it shows are the same instant", () => {
  const at = new Date("2026-11-23T16:05:00Z");
  expect(writeLocalTime(at, PHOENIX)).toBe("2026-11-23T09:05");
  expect(readLocalTime(writeLocalTime(at, PHOENIX), PHOENIX)).toEqual(at);
  expect(readLocalTime("2026-11-23", PHOENIX)).toBeNull();
});

test("a calling hour stays the same instant on the days on which the clocks change", () => {
  // Noon of the Sundays on which New York's clocks go forward and back.
  for (const [instant, text] of [
    ["2027-03-14T16:00:00.000Z", "2027-03-14T12:00"],
    ["2026-11-01T17:00:00.000Z", "2026-11-01T12:00"],
  ] as const) {
    expect(writeLocalTime(new Date(instant), NEW_YORK)).toBe(text);
    expect(readLocalTime(text, NEW_YORK)?.toISOString()).toBe(instant);
  }
});
