import "server-only";
import { type Env, type EnvProblem, parseEnv, unsafeSettings } from "@/lib/core/env";
import { drainOnStop } from "./drain-on-stop";

const DATABASE_TRIES = 10;
const PAUSE_MS = 1_500;

/**
 * Brings the web process up: settings and the database's role are checked before the first request, the jobs are worked
 * on here unless a worker of its own does it, a stop lets them end, and deliveries find the lean door. A process that
 * must not serve ends with exit code 1 and the names of the settings (AUTH-08, SEC-04, TEN-01).
 */
export async function startProcess(source: Record<string, string | undefined>): Promise<void> {
  const settings = parseEnv(source);
  if (!settings.ok) return refuse(settings.problems);
  const { env } = settings;
  const unsafe = unsafeSettings(env);
  if (unsafe.length > 0) return refuse(unsafe);
  await startReporting(env);
  const problems = env.DATABASE_URL === undefined ? [] : await roleProblems();
  if (problems.length > 0) return refuse(problems);
  if (env.DOCKETLINE_WORKER !== "separate") await workOnJobs();
  const { openWebhookDoor } = await import("@/lib/webhooks/open-webhook-door");
  openWebhookDoor(env);
}

async function workOnJobs(): Promise<void> {
  const { startWorker, stopWorker } = await import("@/lib/jobs/worker");
  await startWorker();
  drainOnStop(stopWorker);
}

async function startReporting(env: Env): Promise<void> {
  if (env.SENTRY_DSN === undefined) return;
  const { startErrorReporting } = await import("./start-error-reporting");
  await startErrorReporting(env.SENTRY_DSN);
}

async function roleProblems(): Promise<EnvProblem[]> {
  const { checkDatabaseRole } = await import("@/db/check-role");
  for (let attempt = 1; attempt <= DATABASE_TRIES; attempt += 1) {
    const reasons = await checkDatabaseRole().catch(() => null);
    if (reasons) return reasons.map((reason) => ({ setting: "DATABASE_URL", reason: `names a role that ${reason}` }));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return [{ setting: "DATABASE_URL", reason: "names a database that does not answer" }];
}

/** Names and reasons only: a value on a terminal ends up in a log. */
function refuse(problems: readonly EnvProblem[]): never {
  const lines = problems.map(({ setting, reason }) => `  ${setting} ${reason}\n`);
  process.stderr.write(`Docketline does not start on these settings:\n${lines.join("")}`);
  process.exit(1);
}
