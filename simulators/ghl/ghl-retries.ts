import type { RetryPolicy } from "@/simulators/senders/sender";

const TEN_MINUTES_MS = 600_000;
const FIRST_WAIT_MS = 10_000;

/** Newer text of the vendor: any answer but 2xx, and none; up to 12 times, ever longer. How long at first is not published. */
export const GHL_RETRIES: RetryPolicy = {
  isRetried: (outcome) => outcome === "no_answer" || outcome.status < 200 || outcome.status > 299,
  waitsMs: Array.from({ length: 12 }, (_, index) => FIRST_WAIT_MS * 2 ** index),
};

/** Older text (help article of 2025-11-29): only 429, six times, ten minutes apart. */
export const GHL_OLDER_RETRIES: RetryPolicy = {
  isRetried: (outcome) => outcome !== "no_answer" && outcome.status === 429,
  waitsMs: Array.from({ length: 6 }, () => TEN_MINUTES_MS),
};
