import type { Pace } from "./define-job";
import type { WorkRate } from "./queue-worker";

/**
 * PGlite has one connection, which the pages share: few at once, and short batches. On a server the quick ones are
 * bounded by the pool of ten, and the slow ones hold no connection while they wait.
 */
const RATES: Record<"embedded" | "server", Record<Pace, WorkRate>> = {
  embedded: {
    quick: { batches: 2, batchSize: 16, parallel: 2, batchesPerFirm: 1 },
    slow: { batches: 8, batchSize: 1, parallel: 1, batchesPerFirm: 3 },
  },
  server: {
    quick: { batches: 3, batchSize: 32, parallel: 3, batchesPerFirm: 2 },
    slow: { batches: 12, batchSize: 1, parallel: 1, batchesPerFirm: 4 },
  },
};

/** How much of a kind of job one process works on at once; a firm alone never gets all of it. */
export function workRateOf(pace: Pace, { isEmbedded }: { isEmbedded: boolean }): WorkRate {
  return RATES[isEmbedded ? "embedded" : "server"][pace];
}
