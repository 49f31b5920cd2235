import "server-only";
import { tzOffset } from "@date-fns/tz";
import { ISO_WEEKDAYS, type IsoWeekday } from "./weekly-hours.schema";

/** A wall clock: calendar day `YYYY-MM-DD`, weekday, and whole minutes since local midnight as the clock shows them. */
export type LocalTime = { date: string; weekday: IsoWeekday; minuteOfDay: number };

const MINUTE_MS = 60_000;
const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;

const OFFSETS_PER_ZONE = 5_000;
const offsets = new Map<string, Map<number, number>>();

/**
 * True for a place in the platform's time-zone data. A fixed offset such as `-07:00` is no place, and the library would
 * read one out of any text that holds it. The functions below give wrong answers for names that fail here.
 */
export function isKnownTimeZone(zone: string): boolean {
  return !/[+-]\d/.test(zone) && Number.isFinite(tzOffset(zone, new Date(0)));
}

/** The wall clock of a known zone at an instant, in milliseconds since the epoch. */
export function localTimeAt(zone: string, instant: number): LocalTime {
  const local = new Date(instant + offsetAt(zone, instant) * MINUTE_MS);
  return {
    date: local.toISOString().slice(0, 10),
    weekday: ISO_WEEKDAYS[(local.getUTCDay() + 6) % 7] ?? 7,
    minuteOfDay: local.getUTCHours() * 60 + local.getUTCMinutes(),
  };
}

/** `YYYY-MM-DDTHH:MM`. */
export function formatLocalTime(local: LocalTime): string {
  const hours = String(Math.floor(local.minuteOfDay / 60)).padStart(2, "0");
  return `${local.date}T${hours}:${String(local.minuteOfDay % 60).padStart(2, "0")}`;
}

/** Minutes after midnight of `HH:MM`; `24:00` is 1440. */
export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/**
 * Instants in (from, to] at which a rule about the wall clock of a known zone can open: the given minutes of each local
 * day, and each change of the zone's offset. None is missed, also where a minute is doubled or left out by a clock
 * change; some of the instants may mean nothing, so the caller asks the rule at each.
 */
export function clockEdges(input: {
  zone: string;
  from: number;
  to: number;
  minutesOfDay: Iterable<number>;
}): number[] {
  const { zone, from, to } = input;
  const changes = offsetChanges(zone, from, to);
  const inForce = new Set([offsetAt(zone, from), ...changes.map((change) => offsetAt(zone, change))]);
  const edges = [...changes];
  const minutes = [...input.minutesOfDay];
  for (let day = Math.floor(from / DAY_MS) * DAY_MS - DAY_MS; day <= to + DAY_MS; day += DAY_MS) {
    for (const offset of inForce) for (const minute of minutes) edges.push(day + (minute - offset) * MINUTE_MS);
  }
  return edges.filter((edge) => edge > from && edge <= to);
}

/** The first instants of a new offset in (from, to], exact to the minute. A zone never changes twice in one day. */
function offsetChanges(zone: string, from: number, to: number): number[] {
  const changes: number[] = [];
  let before = Math.floor(from / MINUTE_MS) * MINUTE_MS;
  while (before < to) {
    const next = before + DAY_MS;
    if (offsetAt(zone, before) !== offsetAt(zone, next)) changes.push(firstMinuteOfNewOffset(zone, before, next));
    before = next;
  }
  return changes;
}

function firstMinuteOfNewOffset(zone: string, before: number, after: number): number {
  const old = offsetAt(zone, before);
  let [low, high] = [before, after];
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetAt(zone, middle) === old) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Minutes east of UTC. Formatting is slow and a decision asks for the same hours again and again; no zone changes its
 * offset inside a quarter of an hour of UTC.
 */
function offsetAt(zone: string, instant: number): number {
  const known = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, known);
  const quarter = Math.floor(instant / QUARTER_MS);
  const cached = known.get(quarter);
  if (cached !== undefined) return cached;
  if (known.size >= OFFSETS_PER_ZONE) known.clear();
  const offset = tzOffset(zone, new Date(quarter * QUARTER_MS));
  known.set(quarter, offset);
  return offset;
}
