import type { RetryPolicy } from "./sender";

/**
 * Retry rules of the generic senders, the beginning of what Standard Webhooks suggests: again after 5 s, 5 min and 30 min
 * on 5xx, 429 and no answer, later where `Retry-After` says so.
 */
export const RETRY_ON_FAILURE: RetryPolicy = {
  isRetried: (outcome) => outcome === "no_answer" || outcome.status === 429 || outcome.status >= 500,
  waitsMs: [5_000, 300_000, 1_800_000],
  honoursRetryAfter: true,
};
