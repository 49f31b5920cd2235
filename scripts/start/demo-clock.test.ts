import { expect, test } from "vitest";
import { demoClockMinutes } from "./demo-clock";

// Phoenix is UTC-7 all year.
test.each([
  ["a Tuesday at 11:00", "2026-11-24T18:00:00Z", 0],
  ["a Tuesday at 22:00 moves to Wednesday 10:00", "2026-11-25T05:00:00Z", 12 * 60],
  ["a Saturday evening moves to Monday 10:00", "2026-11-22T01:00:00Z", 40 * 60],
  ["Thanksgiving moves to Friday 10:00", "2026-11-26T18:00:00Z", 23 * 60],
])("the demo's clock on %s", (_, now, minutes) => {
  expect(demoClockMinutes(new Date(now))).toBe(minutes);
});
