import "server-only";
import { setImmediate as yieldToOthers } from "node:timers/promises";
import type { PgBoss } from "pg-boss";
import { type ClaimedJob, completeJobs, failJobs, keepClaims } from "@/db/queue-claims";
import { toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import type { JobOutcome, Runner } from "./runner";

/** Three fit into the time after which the job of a silent worker is given out again (orphan-watch.ts). */
const HEARTBEAT_MS = 2_000;

export type BatchCount = { done: number; failed: number };

export type Batch = {
  jobs: readonly ClaimedJob[];
  /** Resolves when the outcome of every job is kept; never rejects. */
  settled: Promise<BatchCount>;
  /** Gives up on what is not done yet: it fails as `stopped` and is tried again. */
  abandon: () => void;
};

type Running = { job: ClaimedJob; abort: AbortController; outcome: JobOutcome | "lost" | null };

/**
 * Works on claimed jobs, `parallel` at a time, keeps their claims alive meanwhile, and says at the end what became of
 * them. A job that takes longer than its lease fails as `timed_out`; one whose claim was lost is left to whoever has it.
 */
export function runBatch(
  queue: PgBoss,
  work: Runner,
  jobs: readonly ClaimedJob[],
  { parallel }: { parallel: number },
): Batch {
  const running: Running[] = jobs.map((job) => ({ job, abort: new AbortController(), outcome: null }));
  const abandon = () => {
    for (const each of running) if (each.outcome === null) each.abort.abort("stopped");
  };
  return { jobs, abandon, settled: finish(queue, work, running, parallel) };
}

async function finish(queue: PgBoss, work: Runner, running: Running[], parallel: number): Promise<BatchCount> {
  const heartbeat = setInterval(() => void keepAlive(queue, work.name, running), HEARTBEAT_MS);
  try {
    const waiting = running.values();
    await Promise.all(Array.from({ length: Math.min(parallel, running.length) }, () => runEach(work, waiting)));
    return await settle(queue, work.name, running);
  } catch (error) {
    // What is not said is repeated when the claim ends, which every job must bear anyway.
    log("error", "job outcomes not kept", { job: work.name, count: running.length, code: toAppError(error).code });
    return { done: 0, failed: running.length };
  } finally {
    clearInterval(heartbeat);
  }
}

async function runEach(work: Runner, waiting: Iterator<Running>): Promise<void> {
  for (let next = waiting.next(); !next.done; next = waiting.next()) {
    // PGlite answers without leaving the microtasks: jobs alone would keep every request waiting until the queue is empty.
    await yieldToOthers();
    const each = next.value;
    each.outcome = each.abort.signal.aborted ? outcomeOf(each.abort.signal) : await runOne(work, each);
  }
}

async function runOne(work: Runner, { job, abort }: Running): Promise<JobOutcome | "lost"> {
  const { signal } = abort;
  const { promise: givenUp, resolve } = Promise.withResolvers<JobOutcome | "lost">();
  signal.addEventListener("abort", () => resolve(outcomeOf(signal)), { once: true });
  const lease = setTimeout(() => abort.abort("timed_out"), job.expireInSeconds * 1_000);
  try {
    return await Promise.race([work.run({ ...job, retryLimit: work.attempts, signal }), givenUp]);
  } finally {
    clearTimeout(lease);
  }
}

function outcomeOf({ reason }: AbortSignal): JobOutcome | "lost" {
  return reason === "lost" ? "lost" : { status: "failed", code: String(reason) };
}

async function keepAlive(queue: PgBoss, name: string, running: Running[]): Promise<void> {
  const open = running.filter(({ outcome }) => outcome === null);
  const held = running.filter(({ outcome }) => outcome !== "lost").map(({ job }) => job);
  if (held.length === 0) return;
  try {
    const kept = await keepClaims(queue, name, held);
    for (const { job, abort } of open) if (!kept.has(job.id)) abort.abort("lost");
  } catch (error) {
    // Not being able to ask says nothing about the claim.
    log("warn", "job claims not renewed", { job: name, count: held.length, code: toAppError(error).code });
  }
}

async function settle(queue: PgBoss, name: string, running: readonly Running[]): Promise<BatchCount> {
  const completed: ClaimedJob[] = [];
  const failed = new Map<string, { code: string; isFinal: boolean; jobs: ClaimedJob[] }>();
  for (const { job, outcome } of running) {
    if (outcome === null || outcome === "lost") continue;
    if (outcome.status === "completed") {
      completed.push(job);
      continue;
    }
    const failure = { code: outcome.code, isFinal: outcome.status === "deadletter" };
    const key = `${failure.code}:${failure.isFinal}`;
    failed.set(key, { ...failure, jobs: [...(failed.get(key)?.jobs ?? []), job] });
  }
  await completeJobs(queue, name, completed);
  for (const { jobs, ...failure } of failed.values()) await failJobs(queue, name, jobs, failure);
  return { done: completed.length, failed: running.length - completed.length };
}
