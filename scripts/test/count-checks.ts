import { z } from "zod";

/** Checks of one part of the test command. */
export type Counts = { passed: number; failed: number };

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  success: z.boolean(),
});

/**
 * Counts in a JSON report of Vitest. A report without success counts as a failure even when no test failed: a file that
 * cannot be loaded has no tests to fail. Tests that were left out are neither.
 */
export function countVitest(report: unknown): Counts {
  const { numPassedTests, numFailedTests, success } = vitestReport.parse(report);
  return { passed: numPassedTests, failed: success ? numFailedTests : Math.max(numFailedTests, 1) };
}

/** Counts in the last line `N passed, N failed` of `output`; one failure when there is no such line. */
export function countLine(output: string): Counts {
  const lines = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)];
  const last = lines.at(-1);
  return last ? { passed: Number(last[1]), failed: Number(last[2]) } : { passed: 0, failed: 1 };
}

export function addCounts(all: readonly Counts[]): Counts {
  return {
    passed: all.reduce((sum, counts) => sum + counts.passed, 0),
    failed: all.reduce((sum, counts) => sum + counts.failed, 0),
  };
}
