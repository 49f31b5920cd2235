import "server-only";

const SLICE_SECONDS = 5;

/**
 * How many people one step may take and how long the next one waits: a pace of 100 a minute is 8 in every 4.8 seconds, one
 * of 4 a minute is one in 15. More never leave in any slice, however many workers hold the step.
 */
export function stepPace(perMinute: number): { size: number; lengthMs: number } {
  const size = Math.max(1, Math.floor((perMinute * SLICE_SECONDS) / 60));
  return { size, lengthMs: Math.ceil((size * 60_000) / perMinute) };
}
