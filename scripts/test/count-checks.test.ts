import { expect, test } from "vitest";
import { addCounts, countLine, countVitest } from "./count-checks";

const REPORT = { numPassedTests: 40, numFailedTests: 0, success: true };

test("passed and failed tests of a report are counted", () => {
  expect(countVitest(REPORT)).toEqual({ passed: 40, failed: 0 });
  expect(countVitest({ ...REPORT, numFailedTests: 2, success: false })).toEqual({ passed: 40, failed: 2 });
});

test("a file that could not be loaded is a failure, although no test of it failed", () => {
  expect(countVitest({ ...REPORT, success: false })).toEqual({ passed: 40, failed: 1 });
});

test("the journeys' last line is counted", () => {
  expect(countLine("ok one\n3 passed, 0 failed\nmore\n12 passed, 1 failed\n")).toEqual({ passed: 12, failed: 1 });
});

test("journeys that end without saying a count are a failure", () => {
  expect(countLine("the browser closed")).toEqual({ passed: 0, failed: 1 });
  expect(countLine("")).toEqual({ passed: 0, failed: 1 });
});

test("counts add up", () => {
  expect(
    addCounts([
      { passed: 1, failed: 0 },
      { passed: 2, failed: 3 },
    ]),
  ).toEqual({ passed: 3, failed: 3 });
});
