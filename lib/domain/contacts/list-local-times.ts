import "server-only";
import { localTimeAt } from "@/lib/domain/compliance/local-time";
import { locateCalledParty } from "@/lib/domain/phones/locate-called-party";

export type LocatedContact = { e164: string; addressState: string | null; declaredTimeZone: string | null };

/**
 * One zone for each different wall clock that the contact may be looking at, from the earliest clock to the latest. Empty
 * when nothing says where the person is.
 */
export async function listLocalTimes(contact: LocatedContact, at: Date): Promise<string[]> {
  const { timeZones } = await locateCalledParty({
    e164: contact.e164,
    address: contact.addressState === null ? null : { state: contact.addressState, postalCode: null },
    declaredTimeZone: contact.declaredTimeZone,
  });
  const byClock = new Map<string, string>();
  for (const { zone } of timeZones) {
    const { date, minuteOfDay } = localTimeAt(zone, at.getTime());
    const clock = `${date} ${String(minuteOfDay).padStart(4, "0")}`;
    if (!byClock.has(clock)) byClock.set(clock, zone);
  }
  return [...byClock].toSorted(([one], [other]) => one.localeCompare(other)).map(([, zone]) => zone);
}
