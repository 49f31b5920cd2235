import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { listenForStop } from "../start/listen-for-stop";
import { missingServices } from "./check-services";
import { addCounts, type Counts, countLine, countVitest } from "./count-checks";
import { findBrowser, installBrowser } from "./find-browser";
import { type Place, runStep, type Step, type StepResult } from "./run-step";
import { BUILD_STEP, LINT_STEP, STRUCTURE_STEP, TYPES_STEP, UNUSED_STEP } from "./static-steps";
import { withoutPassed } from "./without-passed";

const stop = listenForStop();
const PLACE: Place = { root: path.resolve(import.meta.dirname, "../.."), stopSignal: stop.signal };
const IS_CI = process.env["CI"] === "true";

/**
 * Runs every suite, and prints `N passed, N failed` as its last line. Static steps count as one check each. With
 * `CI=true` a missing browser, PostgreSQL or Redis is a failure; elsewhere it is left out, and said so.
 * @returns the exit code, 130 when it was stopped
 */
export function runTests(options: { withBrowser: boolean }): Promise<number> {
  return Promise.race([runEverything(options), stop.requested.then(() => 130)]);
}

async function runEverything(options: { withBrowser: boolean }): Promise<number> {
  const counts: Counts[] = [];
  const services = await missingServices();
  const leftOut = services.map((name) => `${name} does not answer: its suites are left out.`);
  counts.push({ passed: 0, failed: IS_CI ? services.length : 0 });

  const checks = [LINT_STEP, STRUCTURE_STEP, UNUSED_STEP];
  const lanes = options.withBrowser ? [checks, [BUILD_STEP]] : [checks, [TYPES_STEP]];
  const results = (await Promise.all(lanes.map(runLane))).flat();
  if (options.withBrowser) results.push(await runAndReport(TYPES_STEP));
  counts.push(...results.map(countStatic));
  counts.push(await runVitest());

  if (options.withBrowser) {
    const browser = findBrowser() ?? installBrowser(PLACE.root);
    if (browser) counts.push(await runJourneys(browser));
    else {
      leftOut.push("No Chromium was found or could be installed: the browser journeys are left out.");
      counts.push({ passed: 0, failed: IS_CI ? 1 : 0 });
    }
  }
  for (const notice of leftOut) console.log(`\n!!! ${IS_CI ? "FAILED: " : ""}${notice}`);
  const { passed, failed } = addCounts(counts);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function runLane(steps: Step[]): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) results.push(await runAndReport(step));
  return results;
}

async function runAndReport(step: Step): Promise<StepResult> {
  const result = await runStep(step, PLACE);
  report(result);
  return result;
}

function report({ name, isOk, output, seconds }: StepResult, counts?: Counts): void {
  const detail = counts ? `${counts.passed} passed, ${counts.failed} failed` : "";
  console.log(
    `${isOk ? "ok    " : "FAILED"} ${name.padEnd(20)} ${seconds.toFixed(1).padStart(6)} s  ${detail}`.trimEnd(),
  );
  if (!isOk) console.log(`${withoutPassed(output).trimEnd()}\n`);
}

function countStatic({ isOk }: StepResult): Counts {
  return isOk ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runVitest(): Promise<Counts> {
  const folder = mkdtempSync(path.join(tmpdir(), "docketline-vitest-"));
  const file = path.join(folder, "report.json");
  const command = ["node_modules/vitest/vitest.mjs", "run", "--config", "tests/support/vitest.config.ts"];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const result = await runStep({ name: "suites", commands: [[...command, ...reporters]] }, PLACE);
  const counts = existsSync(file) ? countVitest(JSON.parse(readFileSync(file, "utf8"))) : { passed: 0, failed: 1 };
  rmSync(folder, { recursive: true });
  return settle(result, counts);
}

async function runJourneys(browser: string): Promise<Counts> {
  const command = ["--conditions=react-server", "--import", "tsx", "tests/e2e/run.ts"];
  const result = await runStep(
    { name: "browser journeys", commands: [command], env: { CHROMIUM_PATH: browser } },
    PLACE,
  );
  return settle(result, countLine(result.output));
}

/** A step that ended badly has failed, whatever it counted before. */
function settle(result: StepResult, counted: Counts): Counts {
  const counts = result.isOk ? counted : { passed: counted.passed, failed: Math.max(counted.failed, 1) };
  report({ ...result, isOk: counts.failed === 0 }, counts);
  return counts;
}
