import { TZDate } from "@date-fns/tz";
import { addDays, nextMonday } from "date-fns";

/** A time on the wall clock of `zone`, so many days after `now`. */
export function atHour(now: Date, zone: string, inDays: number, hour: number): Date {
  const day = addDays(new TZDate(now.getTime(), zone), inDays);
  return onClock(day, zone, hour);
}

/** Nine o'clock of the next Monday in `zone`. */
export function nextWeek(now: Date, zone: string): Date {
  return onClock(nextMonday(new TZDate(now.getTime(), zone)), zone, 9);
}

/** Three hours from now on the full hour, or this evening at six when that is sooner and still ahead. */
export function laterToday(now: Date, zone: string): Date {
  const inThreeHours = new Date(Math.ceil((now.getTime() + 3 * 3_600_000) / 3_600_000) * 3_600_000);
  const evening = atHour(now, zone, 0, 18);
  return evening > now && evening < inThreeHours ? evening : inThreeHours;
}

function onClock(day: Date, zone: string, hour: number): Date {
  const local = new TZDate(day.getTime(), zone);
  return new Date(new TZDate(local.getFullYear(), local.getMonth(), local.getDate(), hour, 0, zone).getTime());
}
