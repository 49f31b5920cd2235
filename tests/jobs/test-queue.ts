import { randomUUID } from "node:crypto";
import { z } from "zod";
import { installQueues, installServerQueue, type QueueSpec } from "@/db/queue";
import type { TenantId } from "@/lib/core/principal";
import { defineJob, type Pace } from "@/lib/jobs/define-job";
import { getQueue, stopQueue } from "@/lib/jobs/queue";
import type { JobContext, Runner } from "@/lib/jobs/runner";
import { runner } from "@/lib/jobs/runner";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

/** A job of the suites: `text` says which one it is. */
export function testJob(name: string, { pace = "quick", attempts = 2 }: { pace?: Pace; attempts?: number } = {}) {
  return defineJob({
    name,
    payload: z.object({ text: z.string() }),
    retry: { attempts, backoffSeconds: 1, backoffMaxSeconds: 2 },
    leaseSeconds: 30,
    pace,
  });
}

export type TestJob = ReturnType<typeof testJob>;

export function testRunner(job: TestJob, work: (text: string, context: JobContext) => Promise<void>): Runner {
  return runner(job, ({ text }, context) => work(text, context));
}

/** A fresh database whose queue knows `jobs` beside those of the product. */
export async function createTestQueue(kind: "pglite" | "pg", jobs: readonly TestJob[]): Promise<TestDatabase> {
  const database = await createTestDatabase(kind);
  const specs: QueueSpec[] = jobs.map((job) => ({
    name: job.name,
    retryLimit: job.retry.attempts,
    retryDelaySeconds: job.retry.backoffSeconds,
    retryDelayMaxSeconds: job.retry.backoffMaxSeconds,
    expireSeconds: job.leaseSeconds,
  }));
  if (database.ownerUrl) await installServerQueue(database.ownerUrl, database.appUrl, specs);
  else await installQueues(await getQueue(), specs);
  // A client reads the queues' settings when it starts.
  await stopQueue(100);
  await getQueue();
  return database;
}

/** Queues `count` jobs of one firm at once, named `prefix` and their number. */
export async function queueMany(
  job: TestJob,
  tenantId: TenantId,
  { count, prefix }: { count: number; prefix: string },
): Promise<void> {
  const queue = await getQueue();
  const rows = Array.from({ length: count }, (_, index) => ({
    data: { tenantId, payload: { text: `${prefix}${index}` } },
    singletonKey: `${tenantId}:${randomUUID()}`,
    group: { id: tenantId },
  }));
  for (let from = 0; from < count; from += 2_500) await queue.insert(job.name, rows.slice(from, from + 2_500));
}
