import type { StateCode } from "@/lib/domain/phones/us-states";

/** The Sundays on which clocks change in the United States, as days in UTC. */
export const CLOCK_CHANGES = ["2026-03-08", "2026-11-01", "2027-03-14", "2027-11-07"].map((day) =>
  Date.parse(`${day}T00:00Z`),
);

/** Written a second time, from the reference, as hours that the law leaves: Monday to Friday, Saturday, Sunday. */
export type LegalHours = [
  weekday: [number, number],
  saturday: [number, number] | null,
  sunday: [number, number] | null,
];
export const FEDERAL: LegalHours = [
  [8, 21],
  [8, 21],
  [8, 21],
];
const daily = (from: number, to: number): LegalHours => [
  [from, to],
  [from, to],
  [from, to],
];
export const LAW: Partial<Record<StateCode, LegalHours>> = {
  FL: daily(8, 20),
  OK: daily(8, 20),
  MD: daily(8, 20),
  WA: daily(8, 20),
  NJ: daily(8, 20),
  MA: daily(8, 20),
  CT: daily(9, 20),
  NV: daily(9, 20),
  KY: daily(10, 21),
  MI: daily(9, 21),
  MN: daily(9, 21),
  NM: daily(9, 21),
  TX: [
    [9, 21],
    [9, 21],
    [12, 21],
  ],
  AL: [[8, 20], [8, 20], null],
  LA: [[8, 20], [8, 20], null],
  MS: [[8, 20], [8, 20], null],
  RI: [[9, 18], [10, 17], null],
};

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Reads the clock through Intl alone, by another way than the code under test. */
export function clockOf(zone: string, instant: number): { day: number; hour: number } {
  const format =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      weekday: "short",
      hour: "numeric",
      minute: "numeric",
      hourCycle: "h23",
    });
  clocks.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].indexOf(parts["weekday"] ?? "");
  return { day, hour: Number(parts["hour"]) + Number(parts["minute"]) / 60 };
}

export function isLegal(hours: LegalHours, { day, hour }: { day: number; hour: number }): boolean {
  const window = day === 0 ? hours[2] : day === 6 ? hours[1] : hours[0];
  return window !== null && hour >= window[0] && hour < window[1];
}
