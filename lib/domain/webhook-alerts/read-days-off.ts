import "server-only";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import { federalHolidayOn } from "@/lib/domain/compliance/federal-holidays";
import { SPANS } from "./traffic-rule";

const HOUR_MS = 3_600_000;
const LONGEST_HOURS = Math.max(...SPANS.map(({ seconds }) => seconds)) / 3_600;

/**
 * Whether the firm is off today, and when its last day off ended, to the hour, as far back as anything is judged. Nobody
 * misses a delivery on a holiday, and hours that lie in one say nothing about the next day.
 */
export async function readDaysOff(tx: TenantTx, now: Date): Promise<{ isToday: boolean; lastEndedAt: Date | null }> {
  const [firm] = await tx.select({ timeZone: firms.timeZone, holidays: firms.holidays }).from(firms);
  if (!firm) return { isToday: false, lastEndedAt: null };
  const calendar = new Intl.DateTimeFormat("en-CA", { timeZone: firm.timeZone, dateStyle: "short" });
  const isOff = (at: Date) => {
    const day = calendar.format(at);
    return firm.holidays.includes(day) || federalHolidayOn(day) !== null;
  };
  if (isOff(now)) return { isToday: true, lastEndedAt: null };
  for (let hours = 1; hours <= LONGEST_HOURS; hours += 1) {
    const at = new Date(now.getTime() - hours * HOUR_MS);
    if (isOff(at)) return { isToday: false, lastEndedAt: new Date(at.getTime() + HOUR_MS) };
  }
  return { isToday: false, lastEndedAt: null };
}
