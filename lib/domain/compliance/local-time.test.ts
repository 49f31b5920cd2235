import { expect, test } from "vitest";
import { clockEdges, isKnownTimeZone, localTimeAt } from "./local-time";

const NEW_YORK = "America/New_York";
const at = (text: string) => Date.parse(text);
const iso = (instants: number[]) =>
  [...new Set(instants)].sort((one, other) => one - other).map((each) => new Date(each).toISOString());

test("CMP-05: the wall clock is right on both sides of each clock change", () => {
  expect(localTimeAt(NEW_YORK, at("2026-03-08T06:59:59Z"))).toEqual({
    date: "2026-03-08",
    weekday: 7,
    minuteOfDay: 119,
  });
  expect(localTimeAt(NEW_YORK, at("2026-03-08T07:00:00Z"))).toEqual({
    date: "2026-03-08",
    weekday: 7,
    minuteOfDay: 180,
  });
  expect(localTimeAt(NEW_YORK, at("2027-11-07T05:59:00Z"))).toEqual({
    date: "2027-11-07",
    weekday: 7,
    minuteOfDay: 119,
  });
  expect(localTimeAt(NEW_YORK, at("2027-11-07T06:00:00Z"))).toEqual({
    date: "2027-11-07",
    weekday: 7,
    minuteOfDay: 60,
  });
  expect(localTimeAt("Pacific/Honolulu", at("2026-06-01T09:59:00Z"))).toEqual({
    date: "2026-05-31",
    weekday: 7,
    minuteOfDay: 1439,
  });
});

test("an edge inside the hour that a clock change leaves out is found at the change itself", () => {
  const edges = clockEdges({
    zone: NEW_YORK,
    from: at("2026-03-08T04:00Z"),
    to: at("2026-03-08T12:00Z"),
    minutesOfDay: [150],
  });
  expect(iso(edges)).toContain("2026-03-08T07:00:00.000Z");
});

test("an edge inside the doubled hour is found both times, and the change as well", () => {
  const edges = clockEdges({
    zone: NEW_YORK,
    from: at("2026-11-01T04:30Z"),
    to: at("2026-11-01T12:00Z"),
    minutesOfDay: [90],
  });
  expect(iso(edges)).toEqual(["2026-11-01T05:30:00.000Z", "2026-11-01T06:00:00.000Z", "2026-11-01T06:30:00.000Z"]);
});

test.each(["America/New_York", "US/Eastern", "America/North_Dakota/Center", "UTC"])("%s is a known zone", (zone) => {
  expect(isKnownTimeZone(zone)).toBe(true);
});

test.each(["", "Mars/Olympus", "Phoenix-07", "-07:00", "constructor", "__proto__"])("%j is no known zone", (zone) => {
  expect(isKnownTimeZone(zone)).toBe(false);
});
