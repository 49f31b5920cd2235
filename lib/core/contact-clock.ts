import { getEnv } from "./env";

/**
 * The time by which calling hours are judged and calls are scheduled: the real time, or in the embedded demo the real
 * time moved forward by DOCKETLINE_DEMO_CLOCK_MINUTES (the desk says so wherever it matters).
 */
export function contactNow(real: Date = new Date()): Date {
  return new Date(real.getTime() + offsetMs());
}

/** The real instant at which the contact clock will read `at`: when a job must wake up. */
export function realTimeOf(at: Date): Date {
  return new Date(at.getTime() - offsetMs());
}

/** Whether the contact clock is the demo's own. */
export function isDemoClock(): boolean {
  return offsetMs() !== 0;
}

function offsetMs(): number {
  const env = getEnv();
  return env.DOCKETLINE_MODE === "embedded" ? env.DOCKETLINE_DEMO_CLOCK_MINUTES * 60_000 : 0;
}
