import { ghlRefusal } from "./ghl-answers";

const BURST = 100;
const INTERVAL_MS = 10_000;
const DAILY = 200_000;

export type GhlLimits = {
  /** Counts a request for a location; the refusal when there were too many. */
  take: (locationId: string) => Response | undefined;
  /** The five headers that say what is left. */
  headers: (locationId: string) => Record<string, string>;
};

type Count = { since: number; inInterval: number; day: string; inDay: number };

/** A hundred requests in ten seconds and two hundred thousand a day, for each location (providers-crm A.6). */
export function createGhlLimits(): GhlLimits {
  const counts = new Map<string, Count>();
  const current = (locationId: string): Count => {
    const now = Date.now();
    const day = new Date(now).toISOString().slice(0, 10);
    const known = counts.get(locationId) ?? { since: now, inInterval: 0, day, inDay: 0 };
    if (now - known.since >= INTERVAL_MS) Object.assign(known, { since: now, inInterval: 0 });
    if (known.day !== day) Object.assign(known, { day, inDay: 0 });
    counts.set(locationId, known);
    return known;
  };
  return {
    take: (locationId) => {
      const count = current(locationId);
      if (count.inInterval >= BURST || count.inDay >= DAILY) return ghlRefusal(429, "Too many requests");
      count.inInterval += 1;
      count.inDay += 1;
      return undefined;
    },
    headers: (locationId) => {
      const { inInterval, inDay } = current(locationId);
      return {
        "x-ratelimit-limit-daily": String(DAILY),
        "x-ratelimit-daily-remaining": String(DAILY - inDay),
        "x-ratelimit-interval-milliseconds": String(INTERVAL_MS),
        "x-ratelimit-max": String(BURST),
        "x-ratelimit-remaining": String(BURST - inInterval),
      };
    },
  };
}
