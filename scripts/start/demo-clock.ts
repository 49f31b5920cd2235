import { TZDate } from "@date-fns/tz";
import { federalHolidayOn } from "@/lib/domain/compliance/federal-holidays";

const ZONE = "America/Phoenix";
const OPENS_MINUTE = 9 * 60 + 30;
/** Early enough that an hour's demo ends within both demo firms' hours. */
const CLOSES_MINUTE = 15 * 60;
const STEP_MINUTES = 5;
const LIMIT_MINUTES = 7 * 24 * 60;

/**
 * By how many minutes the demo's calling clock runs ahead of `now`, so that both demo firms may call their clients: 0 in
 * working hours of a weekday in Phoenix, otherwise up to the next such day at 10:00.
 */
export function demoClockMinutes(now: Date): number {
  if (isCallingTime(now)) return 0;
  for (let ahead = STEP_MINUTES; ahead <= LIMIT_MINUTES; ahead += STEP_MINUTES) {
    const then = new Date(now.getTime() + ahead * 60_000);
    if (isCallingTime(then) && minuteOfDay(then) >= 10 * 60) return ahead;
  }
  return 0;
}

function isCallingTime(instant: Date): boolean {
  const local = new TZDate(instant.getTime(), ZONE);
  const weekday = local.getDay();
  const minute = minuteOfDay(instant);
  const date = local.toISOString().slice(0, 10);
  return (
    weekday >= 1 && weekday <= 5 && minute >= OPENS_MINUTE && minute < CLOSES_MINUTE && federalHolidayOn(date) === null
  );
}

function minuteOfDay(instant: Date): number {
  const local = new TZDate(instant.getTime(), ZONE);
  return local.getHours() * 60 + local.getMinutes();
}
