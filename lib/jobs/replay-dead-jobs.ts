import "server-only";
import { reviveJobs } from "@/db/queue-claims";
import { getQueue } from "./queue";

const MOST_AT_ONCE = 1_000;

/**
 * Queues the oldest dead letters of one job again, at most a thousand; their work is idempotent like any other's. For the
 * platform's administration: dead letters are of all firms.
 * @returns how many were queued
 */
export async function replayDeadJobs(name: string): Promise<number> {
  return reviveJobs(await getQueue(), name, MOST_AT_ONCE);
}
