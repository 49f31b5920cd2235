import type { z } from "zod";

export type Retry = { attempts: number; backoffSeconds: number; backoffMaxSeconds: number };

/** What a job's time goes into: `quick` ones work in the database, `slow` ones wait for somebody else's answer. */
export type Pace = "quick" | "slow";

/** What may be queued. The name stands in stored rows and is never renamed; the payload holds ids, not documents. */
export type Job<Payload> = {
  name: string;
  parse: (raw: unknown) => Payload;
  retry: Retry;
  leaseSeconds: number;
  pace: Pace;
};

/**
 * Declares a job, apart from the work that does it (see runner.ts), so that a domain verb can queue it without
 * importing a vendor. A try that takes longer than `leaseSeconds` has failed. It is `quick` unless it says otherwise.
 */
export function defineJob<Schema extends z.ZodType>(spec: {
  name: string;
  payload: Schema;
  retry: Retry;
  leaseSeconds: number;
  pace?: Pace;
}): Job<z.output<Schema>> {
  return {
    name: spec.name,
    parse: (raw) => spec.payload.parse(raw),
    retry: spec.retry,
    leaseSeconds: spec.leaseSeconds,
    pace: spec.pace ?? "quick",
  };
}
