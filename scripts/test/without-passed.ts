/** Lines of Vitest and of the journeys that say of one file or journey that it passed. */
const PASSED = /^\s*(✓|ok {5}\S)/;

/** `output` without the lines of what passed: what failed is to be seen first. */
export function withoutPassed(output: string): string {
  return output
    .split("\n")
    .filter((line) => !PASSED.test(line))
    .join("\n");
}
