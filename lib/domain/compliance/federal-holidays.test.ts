import { expect, test } from "vitest";
import { federalHolidayOn } from "./federal-holidays";

/** As the Office of Personnel Management lists them, observed days. */
const OBSERVED = [
  ...["2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03", "2026-09-07", "2026-10-12"],
  ...["2026-11-11", "2026-11-26", "2026-12-25", "2027-01-01", "2027-01-18", "2027-02-15", "2027-05-31", "2027-06-18"],
  ...["2027-07-05", "2027-09-06", "2027-10-11", "2027-11-11", "2027-11-25", "2027-12-24", "2027-12-31", "2028-11-10"],
];

test("every federal holiday is known on the day on which it is observed", () => {
  expect(OBSERVED.filter((day) => federalHolidayOn(day) === null)).toEqual([]);
});

test("a year has its eleven holidays and their observed days, and no others", () => {
  const start = Date.UTC(2026, 0, 1);
  const days = Array.from({ length: 365 }, (_, day) => new Date(start + day * 86_400_000).toISOString().slice(0, 10));
  expect(days.filter((day) => federalHolidayOn(day) !== null)).toEqual([
    ...OBSERVED.slice(0, 6),
    "2026-07-04",
    ...OBSERVED.slice(6, 11),
  ]);
});
