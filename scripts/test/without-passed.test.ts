import { expect, test } from "vitest";
import { withoutPassed } from "./without-passed";

test("what passed is left out, and all that is said of a failure stays", () => {
  const output = [
    " ✓ lib/core/log.test.ts (4 tests) 12ms",
    " ❯ lib/core/env.test.ts (2 tests | 1 failed) 8ms",
    "   × an unknown mode is refused 3ms",
    "ok     an admin invites a colleague (4.9 s)",
    "FAILED the keyboard alone",
    "Error: no option",
    "okay is a word of an error",
    "1 passed, 1 failed",
  ];
  expect(withoutPassed(output.join("\n")).split("\n")).toEqual([output[1], output[2], ...output.slice(4)]);
});
