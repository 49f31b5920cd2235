import "server-only";
import type { StateCode } from "@/lib/domain/phones/us-states";
import { DEFAULT_CONTACT_HOURS } from "./federal-policy";
import { type LocalTime, minutesOf } from "./local-time";
import { STATE_POLICY } from "./state-policy";
import { type DayWindow, ISO_WEEKDAYS, type WeeklyHours } from "./weekly-hours.schema";

/**
 * The product's default narrowed by the window of every given state, and by the firm's own hours if it has any. Each can
 * only narrow it further.
 */
export function contactHours(states: Iterable<StateCode>, own: WeeklyHours | null = null): WeeklyHours {
  let hours = own === null ? DEFAULT_CONTACT_HOURS : intersectHours(DEFAULT_CONTACT_HOURS, own);
  for (const state of states) {
    const stateHours = STATE_POLICY.get(state)?.hours;
    if (stateHours) hours = intersectHours(hours, stateHours.week);
  }
  return hours;
}

/** True when the clock shows a minute of the day's window; `closes` itself is outside. */
export function isInside(window: DayWindow | undefined, local: LocalTime): boolean {
  if (window === undefined) return false;
  return local.minuteOfDay >= minutesOf(window.opens) && local.minuteOfDay < minutesOf(window.closes);
}

/** Minutes of the day at which some day of the week opens. */
export function openingMinutes(hours: WeeklyHours): Set<number> {
  return new Set(Object.values(hours).map((window) => minutesOf(window.opens)));
}

function intersectHours(one: WeeklyHours, other: WeeklyHours): WeeklyHours {
  const both: WeeklyHours = {};
  for (const day of ISO_WEEKDAYS) {
    const window = intersectDay(one[day], other[day]);
    if (window) both[day] = window;
  }
  return both;
}

/** Clocks are `HH:MM`, so their order as text is their order in time. */
function intersectDay(one: DayWindow | undefined, other: DayWindow | undefined): DayWindow | null {
  if (one === undefined || other === undefined) return null;
  const opens = one.opens > other.opens ? one.opens : other.opens;
  const closes = one.closes < other.closes ? one.closes : other.closes;
  return opens < closes ? { opens, closes } : null;
}
