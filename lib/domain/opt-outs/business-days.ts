import "server-only";
import { TZDate } from "@date-fns/tz";
import { federalHolidayOn } from "@/lib/domain/compliance/federal-holidays";

/** How long a stop may take to reach every system of a firm (47 CFR 64.1200(a)(10)). The block itself is at once. */
const BUSINESS_DAYS = 10;

/**
 * The end of the tenth business day after `from`, on the firm's clock: Saturdays, Sundays and federal holidays do not
 * count, nor does the day itself.
 */
export function tenBusinessDaysAfter(from: Date, timeZone: string): Date {
  const local = new TZDate(from.getTime(), timeZone);
  const day = new Date(Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()));
  for (let counted = 0; counted < BUSINESS_DAYS; ) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (isBusinessDay(day)) counted += 1;
  }
  const end = new TZDate(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 23, 59, 59, 999, timeZone);
  return new Date(end.getTime());
}

function isBusinessDay(day: Date): boolean {
  const weekday = day.getUTCDay();
  return weekday !== 0 && weekday !== 6 && federalHolidayOn(day.toISOString().slice(0, 10)) === null;
}
