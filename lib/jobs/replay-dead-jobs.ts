import "server-only";
import { z } from "zod";
import { reviveJobs } from "@/db/queue-claims";
import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { JOBS } from "./contracts";
import { getQueue } from "./queue";

const MOST_AT_ONCE = 1_000;

/** What the dead letters were; one of the names of contracts.ts. */
export const replayDeadJobsInput = z.strictObject({ name: z.string().min(1).max(100) });

/**
 * Queues the oldest dead letters of one job again, at most a thousand; their work is idempotent like any other's. For the
 * platform's administration: dead letters are of all firms.
 * @returns how many were queued
 * @throws AppError `not_found` for a name that no job has
 */
export async function replayDeadJobs({ name }: z.output<typeof replayDeadJobsInput>): Promise<number> {
  if (!JOBS.some((job) => job.name === name)) throw new AppError("not_found", "There is no such job");
  const count = await reviveJobs(await getQueue(), name, MOST_AT_ONCE);
  log("info", "dead jobs replayed", { job: name, count });
  return count;
}
