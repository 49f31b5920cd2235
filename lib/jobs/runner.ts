import "server-only";
import { z } from "zod";
import { AppError, ERROR_TABLE, toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { PERMISSIONS, type Principal } from "@/lib/core/principal";
import { asTenantId } from "@/lib/core/tenant-id";
import type { Job, Pace } from "./define-job";

export type JobContext = {
  jobId: string;
  /** 1 at the first try. */
  attempt: number;
  isLastAttempt: boolean;
  signal: AbortSignal;
  principal: Principal;
};

export type DeliveredJob = { id: string; data: unknown; retryCount: number; retryLimit: number; signal: AbortSignal };
export type JobOutcome = { status: "completed" } | { status: "failed" | "deadletter"; code: string };

/** A job with its work, as the worker runs it; `attempts` are those after the first. */
export type Runner = { name: string; pace: Pace; attempts: number; run: (job: DeliveredJob) => Promise<JobOutcome> };

const envelope = z.object({ tenantId: z.uuid(), payload: z.unknown() });
const ALL = new Set(PERMISSIONS);

/**
 * Binds work to a job. The work gets a principal, not a transaction, on purpose: open a short one, close it, call the
 * vendor, open another. An error whose code says `retry: false` goes to the dead letters at once; any other is tried
 * again with backoff until the attempts are used up.
 */
export function runner<Payload>(
  job: Job<Payload>,
  work: (payload: Payload, context: JobContext) => Promise<void>,
): Runner {
  return {
    name: job.name,
    pace: job.pace,
    attempts: job.retry.attempts,
    run: async (delivered) => {
      const startedAt = Date.now();
      const fields = { job: job.name, jobId: delivered.id, attempt: delivered.retryCount + 1 };
      try {
        const { tenantId, payload } = parseEnvelope(delivered.data);
        const principal: Principal = {
          tenantId,
          actor: { type: "job", name: job.name, jobId: delivered.id },
          permissions: ALL,
          requestId: delivered.id,
        };
        await work(job.parse(payload), {
          jobId: delivered.id,
          attempt: delivered.retryCount + 1,
          isLastAttempt: delivered.retryCount >= delivered.retryLimit,
          signal: delivered.signal,
          principal,
        });
        log("debug", "job done", { ...fields, durationMs: Date.now() - startedAt });
        return { status: "completed" };
      } catch (error) {
        const failure = toAppError(error);
        const cause = failure.cause instanceof Error ? failure.cause.name : failure.name;
        log("error", "job failed", {
          ...fields,
          code: failure.code,
          errorName: cause,
          durationMs: Date.now() - startedAt,
        });
        return { status: ERROR_TABLE[failure.code].retry ? "failed" : "deadletter", code: failure.code };
      }
    },
  };
}

function parseEnvelope(data: unknown) {
  const parsed = envelope.safeParse(data);
  if (!parsed.success)
    throw new AppError("invalid_input", "The job's payload is not readable", { cause: parsed.error });
  return { tenantId: asTenantId(parsed.data.tenantId), payload: parsed.data.payload };
}
