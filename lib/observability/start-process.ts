import "server-only";
import { checkDatabaseRole } from "@/db/check-role";
import type { Env, EnvProblem } from "@/lib/core/env";
import { drainOnStop } from "./drain-on-stop";
import { startErrorReporting } from "./start-error-reporting";

const DATABASE_TRIES = 10;
const PAUSE_MS = 1_500;

/**
 * Brings the web process up: the database's role is checked before the first request, the jobs are worked on here
 * unless a worker of its own does it, and a stop lets them end.
 * @returns what must not stand; the process may serve when nothing does
 */
export async function startProcess(env: Env): Promise<EnvProblem[]> {
  if (env.SENTRY_DSN !== undefined) await startErrorReporting(env.SENTRY_DSN);
  const problems = env.DATABASE_URL === undefined ? [] : await roleProblems();
  if (problems.length > 0) return problems;
  if (env.DOCKETLINE_WORKER !== "separate") {
    const { startWorker, stopWorker } = await import("@/lib/jobs/worker");
    await startWorker();
    drainOnStop(stopWorker);
  }
  return [];
}

async function roleProblems(): Promise<EnvProblem[]> {
  for (let attempt = 1; attempt <= DATABASE_TRIES; attempt += 1) {
    const reasons = await checkDatabaseRole().catch(() => null);
    if (reasons) return reasons.map((reason) => ({ setting: "DATABASE_URL", reason: `names a role that ${reason}` }));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return [{ setting: "DATABASE_URL", reason: "names a database that does not answer" }];
}
