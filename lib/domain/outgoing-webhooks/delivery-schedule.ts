import "server-only";

/** When attempts are made, in seconds after the first (providers-crm C.4). */
const ATTEMPT_OFFSETS_SECONDS = [0, 30, 120, 600, 3_600, 21_600, 86_400] as const;

/** Share of a wait by which it is shorter or longer at random, so that receivers that came back are not hit at once. */
const JITTER = 0.1;

const MAX_RETRY_AFTER_MS = 3_600_000;

type Wait = {
  /** The attempt that has just failed, from 1. */
  number: number;
  now: Date;
  /** What the receiver asked for, if it did. */
  retryAfterMs: number | null;
  /** 0 to 1. */
  random: number;
};

/** When to try again, or null after the last attempt. A receiver's wish can only make the wait longer, by an hour at most. */
export function nextAttemptAt({ number, now, retryAfterMs, random }: Wait): Date | null {
  const last = ATTEMPT_OFFSETS_SECONDS[number - 1];
  const next = ATTEMPT_OFFSETS_SECONDS[number];
  if (last === undefined || next === undefined) return null;
  const planned = (next - last) * 1_000 * (1 - JITTER + 2 * JITTER * random);
  const wished = Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS);
  return new Date(now.getTime() + Math.round(Math.max(planned, wished)));
}

/** Milliseconds of a `Retry-After` header: seconds or an HTTP date (RFC 9110 10.2.3). Null when it says neither. */
export function readRetryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const at = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
