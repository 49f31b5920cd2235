import "server-only";
import { getEnv } from "@/lib/core/env";
import { toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { secretsEqual } from "@/lib/core/sha256";
import { NO_STORE } from "@/lib/http/no-store";
import { problem } from "@/lib/http/problem";
import { requestIdOf } from "@/lib/http/request-id";
import { type DrainLimits, drainQueues } from "./drain-queues";
import type { Runner } from "./runner";
import { sweep } from "./sweep";

/** A function on serverless usually has a minute; a scheduler calls every minute. */
const LIMITS: DrainLimits = { jobs: 200, takingMs: 15_000, graceMs: 10_000 };

/**
 * Answers a scheduler that brings `Authorization: Bearer <JOBS_SECRET>`: does what is due by the clock, works on the jobs
 * that wait, and says `{done, failed, remaining}`. Without the secret in the settings nobody may ask.
 */
export async function answerDrain(request: Request, runners: readonly Runner[]): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  if (!mayDrain(request.headers.get("authorization"))) return problem("unauthenticated", { requestId });
  try {
    await sweep(new Date());
    return Response.json(await drainQueues(runners, LIMITS), { headers: NO_STORE });
  } catch (error) {
    const { code } = toAppError(error);
    log("error", "jobs not drained", { requestId, code });
    return problem("unavailable", { requestId });
  }
}

function mayDrain(authorization: string | null): boolean {
  const secret = getEnv().JOBS_SECRET;
  return secret !== undefined && authorization !== null && secretsEqual(authorization, `Bearer ${secret}`);
}
