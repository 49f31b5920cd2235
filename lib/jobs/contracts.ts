import type { Job } from "./define-job";

type Contract = Pick<Job<unknown>, "name" | "retry" | "leaseSeconds">;

/** Every job that may be queued. A queue exists for each from the next migration on. */
export const JOBS: readonly Contract[] = [];
