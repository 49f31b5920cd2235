import "server-only";
import type { Runner } from "./runner";

/** Every job's work, by one line each. Only the worker and the suites import this. */
export const RUNNERS: readonly Runner[] = [];
