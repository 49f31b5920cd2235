import { expect, test } from "vitest";
import { weeklyHours } from "./weekly-hours.schema";

test("opening hours are HH:MM in order, a missing day is closed, and nothing else is accepted", () => {
  const day = { opens: "08:30", closes: "24:00" };
  expect(weeklyHours.parse({ 1: day })).toEqual({ 1: day });
  for (const bad of [
    { 1: { opens: "9:00", closes: "17:00" } },
    { 1: { opens: "17:00", closes: "09:00" } },
    { 1: { opens: "09:00", closes: "09:00" } },
    { 1: { opens: "09:00", closes: "25:00" } },
    { 8: day },
    { monday: day },
    { 1: null },
  ]) {
    expect(weeklyHours.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
  }
});
