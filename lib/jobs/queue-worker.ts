import "server-only";
import type { PgBoss } from "pg-boss";
import { claimJobs } from "@/db/queue-claims";
import { toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { type Batch, type BatchCount, runBatch } from "./run-batch";
import type { Runner } from "./runner";
import { createTurns } from "./take-turns";

/** How many batches of a queue this process works on at once, how large they are at most, and how many one firm may hold. */
export type WorkRate = { batches: number; batchSize: number; parallel: number; batchesPerFirm: number };

/** What may still be taken, shared by several workers. */
export type Budget = { left: number };

export type QueueWorker = {
  name: string;
  /** Something may be waiting. */
  wake: () => void;
  /** Resolves when nothing is under way and nothing was found waiting, or nothing may be taken any more. */
  settled: () => Promise<void>;
  /** Ids of the jobs that it works on now. */
  held: () => string[];
  /** What became of the jobs that it took; one that will be tried again counts as failed. */
  count: () => BatchCount;
  /** Takes nothing more and lets what is under way end; after `graceMs` it is given up and tried again elsewhere. */
  stop: (graceMs: number) => Promise<void>;
};

/** Batches of jobs that take long are made smaller, so that the next firm's turn comes soon. */
const BATCH_MS = 100;

const UNLIMITED: Budget = { left: Number.POSITIVE_INFINITY };

/** Works on one queue in this process, every firm in its turn. It begins with the first `wake`. */
export function createQueueWorker(
  queue: PgBoss,
  work: Runner,
  { rate, budget = UNLIMITED }: { rate: WorkRate; budget?: Budget },
): QueueWorker {
  const turns = createTurns({
    claim: (wanted) => claimJobs(queue, work.name, wanted),
    turnsPerFirm: rate.batchesPerFirm,
  });
  const underWay = new Set<Batch>();
  let batchSize = rate.batchSize;
  let [mayWait, isTaking, isStopped] = [false, false, false];
  const count: BatchCount = { done: 0, failed: 0 };
  let later: NodeJS.Timeout | undefined;
  const idle: (() => void)[] = [];

  const mayTake = () => mayWait && !isStopped && budget.left > 0 && underWay.size < rate.batches;

  async function take(): Promise<void> {
    const limit = Math.min(batchSize, budget.left);
    mayWait = false;
    forgetLater();
    budget.left -= limit;
    const { jobs, lookAgainMs } = await turns.take(limit).finally(() => {
      budget.left += limit;
    });
    budget.left -= jobs.length;
    if (lookAgainMs === 0) mayWait = true;
    else if (lookAgainMs !== null) wakeLater(lookAgainMs);
    if (jobs.length > 0) begin(runBatch(queue, work, jobs, rate));
  }

  function begin(batch: Batch): void {
    underWay.add(batch);
    const startedAt = performance.now();
    void batch.settled.then(({ done, failed }) => {
      underWay.delete(batch);
      turns.release(batch.jobs);
      batchSize = fittingSize(rate, batch.jobs.length, performance.now() - startedAt);
      count.done += done;
      count.failed += failed;
      // A firm that had all that it may have can go on now.
      if (later) mayWait = true;
      void pump();
    });
  }

  async function pump(): Promise<void> {
    if (isTaking) return;
    isTaking = true;
    try {
      while (mayTake()) await take();
    } catch (error) {
      log("warn", "jobs not taken", { job: work.name, code: toAppError(error).code });
    } finally {
      isTaking = false;
    }
    const isWaiting = later !== undefined && !isStopped && budget.left > 0;
    if (underWay.size > 0 || isWaiting) return;
    for (const resolve of idle.splice(0)) resolve();
  }

  function forgetLater(): void {
    clearTimeout(later);
    later = undefined;
  }

  function wakeLater(afterMs: number): void {
    forgetLater();
    later = setTimeout(wake, afterMs);
  }

  function wake(): void {
    mayWait = true;
    void pump();
  }

  function settled(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    idle.push(resolve);
    void pump();
    return promise;
  }

  return {
    name: work.name,
    wake,
    settled,
    held: () => [...underWay].flatMap(({ jobs }) => jobs.map(({ id }) => id)),
    count: () => count,
    stop: async (graceMs) => {
      isStopped = true;
      forgetLater();
      const abandon = setTimeout(() => {
        for (const batch of underWay) batch.abandon();
      }, graceMs);
      await settled();
      clearTimeout(abandon);
    },
  };
}

function fittingSize({ batchSize, parallel }: WorkRate, jobs: number, milliseconds: number): number {
  const fitting = Math.round((BATCH_MS / milliseconds) * jobs);
  return Math.min(batchSize, Math.max(parallel, fitting));
}
