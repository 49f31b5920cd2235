import { randomUUID } from "node:crypto";
import type { PgBoss } from "pg-boss";
import { z } from "zod";
import { installServerQueue } from "@/db/queue";
import { tenantIdOf } from "@/lib/core/tenant-id";
import { defineJob } from "@/lib/jobs/define-job";
import { getQueue, stopQueue } from "@/lib/jobs/queue";
import { createQueueWorker } from "@/lib/jobs/queue-worker";
import { runner } from "@/lib/jobs/runner";
import { workRateOf } from "@/lib/jobs/work-rate";
import type { TestDatabase } from "../support/test-database";

const LIBRARY = "bench.library";
const job = defineJob({
  name: "bench.ours",
  payload: z.object({ eventId: z.uuid() }),
  retry: { attempts: 2, backoffSeconds: 1, backoffMaxSeconds: 2 },
  leaseSeconds: 60,
});

export type JobsEffort = { rounds: number; jobs: number; firms: number };

/** `ratio` is ours ÷ library of the same round; all are medians over the rounds. */
export type JobsReport = { ratio: number; oursPerSecond: number; libraryPerSecond: number };

/**
 * P12: how fast one worker drains a queue of empty work, against the queue library's own loop (fetch a batch, complete it)
 * with batches of the same size on the same database. Rounds alternate; the first is for warming up and thrown away.
 * `database` is a PostgreSQL server's (createTestDatabase("pg")).
 */
export async function measureJobs(database: TestDatabase, effort: JobsEffort): Promise<JobsReport> {
  const settings = { retryLimit: 2, retryDelaySeconds: 1, retryDelayMaxSeconds: 2, expireSeconds: 60 };
  if (database.ownerUrl === undefined) throw new Error("jobs are measured on a server");
  const queues = [job.name, LIBRARY].map((name) => ({ name, ...settings }));
  await installServerQueue(database.ownerUrl, database.appUrl, queues);
  await stopQueue();
  const queue = await getQueue();
  const rounds: { ours: number; library: number }[] = [];
  for (let round = 0; round <= effort.rounds; round += 1) {
    const ours = await drainedPerSecond(queue, { name: job.name, ...effort }, () => drainOurs(queue));
    const library = await drainedPerSecond(queue, { name: LIBRARY, ...effort }, () => drainByLibrary(queue));
    if (round > 0) rounds.push({ ours, library });
    await database.asOwner("delete from pgboss.job where name like 'bench.%'");
    await database.asOwner("vacuum analyze pgboss.job_common");
  }
  return {
    ratio: median(rounds.map(({ ours, library }) => ours / library)),
    oursPerSecond: median(rounds.map(({ ours }) => ours)),
    libraryPerSecond: median(rounds.map(({ library }) => library)),
  };
}

async function drainedPerSecond(
  queue: PgBoss,
  { name, jobs, firms }: { name: string; jobs: number; firms: number },
  drain: () => Promise<number>,
): Promise<number> {
  const rows = Array.from({ length: jobs }, (_, index) => {
    const tenantId = tenantIdOf(`org_bench_${index % firms}`);
    const eventId = randomUUID();
    return {
      data: { tenantId, payload: { eventId } },
      singletonKey: `${tenantId}:${eventId}`,
      group: { id: tenantId },
    };
  });
  await queue.insert(name, rows);
  const startedAt = performance.now();
  const drained = await drain();
  const seconds = (performance.now() - startedAt) / 1_000;
  if (drained !== jobs) throw new Error(`${name} drained ${drained} of ${jobs} jobs`);
  return jobs / seconds;
}

async function drainOurs(queue: PgBoss): Promise<number> {
  let done = 0;
  const work = runner(job, async () => {
    done += 1;
  });
  const worker = createQueueWorker(queue, work, { rate: workRateOf("quick", { isEmbedded: false }) });
  worker.wake();
  await worker.settled();
  await worker.stop(1_000);
  return done;
}

async function drainByLibrary(queue: PgBoss): Promise<number> {
  const { batchSize } = workRateOf("quick", { isEmbedded: false });
  let done = 0;
  for (;;) {
    const jobs = await queue.fetch(LIBRARY, { batchSize });
    if (jobs.length === 0) return done;
    await queue.complete(LIBRARY, jobs);
    done += jobs.length;
  }
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
