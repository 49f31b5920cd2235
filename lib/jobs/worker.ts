import "server-only";
import { log } from "@/lib/core/log";
import { getQueue, stopQueue } from "./queue";
import { RUNNERS } from "./registry";
import type { Runner } from "./runner";

const POLLING_SECONDS = 0.5;
const slot = globalThis as typeof globalThis & { docketlineWorker?: Promise<void> };

/** Starts working on every registered job in this process; a second call is the first one's promise. */
export function startWorker(): Promise<void> {
  slot.docketlineWorker ??= start();
  return slot.docketlineWorker;
}

/** Takes no new job, lets those under way end, and closes the queue. */
export async function stopWorker(): Promise<void> {
  await slot.docketlineWorker;
  delete slot.docketlineWorker;
  await stopQueue();
}

async function start(): Promise<void> {
  const queue = await getQueue();
  for (const work of RUNNERS) {
    await queue.work(
      work.name,
      {
        pollingIntervalSeconds: POLLING_SECONDS,
        notifyPollingIntervalSeconds: 5,
        batchSize: 1,
        localConcurrency: 2,
        includeMetadata: true,
        perJobResults: true,
      },
      async (jobs) => Promise.all(jobs.map((job) => runOne(work, job))),
    );
  }
  log("info", "worker started", { count: RUNNERS.length });
}

type QueueJob = { id: string; data: unknown; retryCount: number; retryLimit: number; signal: AbortSignal };

async function runOne(work: Runner, job: QueueJob) {
  const outcome = await work.run(job);
  if (outcome.status === "completed") return { id: job.id, status: outcome.status };
  return { id: job.id, status: outcome.status, output: { code: outcome.code } };
}
