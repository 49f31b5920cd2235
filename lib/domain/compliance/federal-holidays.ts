import "server-only";
import Holidays from "date-holidays";

const calendar = new Holidays("US");
const byYear = new Map<number, ReadonlyMap<string, string>>();

const DAY_MS = 86_400_000;

/**
 * The federal holiday that falls on a calendar day `YYYY-MM-DD`, in English, or null. Where a holiday on a weekend is
 * observed on a weekday, both days count (5 U.S.C. 6103(b)).
 */
export function federalHolidayOn(date: string): string | null {
  const year = Number(date.slice(0, 4));
  const known = byYear.get(year) ?? federalHolidays(year);
  byYear.set(year, known);
  return known.get(date) ?? null;
}

function federalHolidays(year: number): ReadonlyMap<string, string> {
  const days = new Map<string, string>();
  for (const holiday of calendar.getHolidays(year, "en")) {
    if (holiday.type !== "public") continue;
    const date = holiday.date.slice(0, 10);
    days.set(date, holiday.name);
    if (holiday.substitute) continue;
    const observed = observedDay(date);
    if (observed !== null && !days.has(observed)) days.set(observed, holiday.name);
  }
  return days;
}

/** The package leaves out the observed day of Veterans Day. A New Year's Day observed in December comes from its December. */
function observedDay(date: string): string | null {
  const day = new Date(`${date}T00:00:00Z`);
  const shift = { 6: -DAY_MS, 0: DAY_MS }[day.getUTCDay()];
  return shift === undefined ? null : new Date(day.getTime() + shift).toISOString().slice(0, 10);
}
