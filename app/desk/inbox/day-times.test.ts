import { expect, test } from "vitest";
import { atHour, laterToday, nextWeek } from "./day-times";

const PHOENIX = "America/Phoenix";
const NEW_YORK = "America/New_York";

test("tomorrow at nine is nine on the named clock, also over a change of the clocks", () => {
  expect(atHour(new Date("2026-11-22T06:30:00Z"), PHOENIX, 1, 9).toISOString()).toBe("2026-11-22T16:00:00.000Z");
  // The clocks of New York go back in the night to 2026-11-01.
  expect(atHour(new Date("2026-10-31T20:00:00Z"), NEW_YORK, 1, 9).toISOString()).toBe("2026-11-01T14:00:00.000Z");
});

test("next week begins on a Monday, later today lies ahead", () => {
  expect(nextWeek(new Date("2026-11-23T18:00:00Z"), PHOENIX).toISOString()).toBe("2026-11-30T16:00:00.000Z");
  expect(laterToday(new Date("2026-11-23T23:30:00Z"), PHOENIX).toISOString()).toBe("2026-11-24T01:00:00.000Z");
  expect(laterToday(new Date("2026-11-23T16:10:00Z"), PHOENIX).toISOString()).toBe("2026-11-23T20:00:00.000Z");
});
