import "server-only";
import { countDueJobs, listDueQueues } from "@/db/queue-claims";
import { createOrphanWatch } from "./orphan-watch";
import { getQueue, isQueueEmbedded } from "./queue";
import { type Budget, createQueueWorker } from "./queue-worker";
import type { Runner } from "./runner";
import { workRateOf } from "./work-rate";

export type DrainLimits = {
  /** The most jobs that are taken. */
  jobs: number;
  /** Until when jobs are taken, and how long those under way then get to end. */
  takingMs: number;
  graceMs: number;
};

/** `failed` counts tries: those jobs come back or are dead letters. `remaining` is counted up to 10,000. */
export type Drained = { done: number; failed: number; remaining: number };

const MOST_COUNTED = 10_000;

/**
 * Works on what is due now and then stops: the same work as a worker's, for a deployment that has no process of its own.
 * Several may run at once, here or elsewhere; a job is given out once.
 */
export async function drainQueues(runners: readonly Runner[], limits: DrainLimits): Promise<Drained> {
  const queue = await getQueue();
  const isEmbedded = await isQueueEmbedded();
  // Jobs of processes that died are given out again by whoever looks after the queue, and here that may be nobody else.
  await queue.supervise();
  await createOrphanWatch(queue).look([]);
  const budget: Budget = { left: limits.jobs };
  const workers = runners.map((work) => {
    const rate = workRateOf(work.pace, { isEmbedded });
    return createQueueWorker(queue, work, { rate, budget });
  });
  const taken = () => limits.jobs - budget.left;
  const endsAt = Date.now() + limits.takingMs;
  for (let before = -1; taken() > before && budget.left > 0 && Date.now() < endsAt; ) {
    before = taken();
    const due = await listDueQueues(queue);
    for (const worker of workers) if (due.includes(worker.name)) worker.wake();
    await within(
      endsAt - Date.now(),
      workers.map((worker) => worker.settled()),
    );
  }
  await Promise.all(workers.map((worker) => worker.stop(limits.graceMs)));
  const counts = workers.map((worker) => worker.count());
  const names = workers.map(({ name }) => name);
  return {
    done: counts.reduce((sum, { done }) => sum + done, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
    remaining: await countDueJobs(queue, names, MOST_COUNTED),
  };
}

async function within(milliseconds: number, work: Promise<void>[]): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, Math.max(0, milliseconds));
  await Promise.race([Promise.all(work), late]);
  clearTimeout(timer);
}
