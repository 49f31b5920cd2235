import { randomUUID } from "node:crypto";
import { type BrowserContext, type BrowserContextOptions, chromium } from "playwright-core";
import { STAGES } from "./journeys";
import type { Journey } from "./support/journey";
import { startDesk } from "./support/start-desk";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Parts of names, with bars between: only these journeys run. */
const wanted = process.argv[2]?.split("|");
const desk = await startDesk();
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
  args: FLAGS,
});
let passed = 0;
let failed = 0;

async function run({ name, run: go }: Journey): Promise<void> {
  const startedAt = Date.now();
  const contexts: BrowserContext[] = [];
  const own = {
    newContext: async (options?: BrowserContextOptions) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      return context;
    },
  };
  try {
    await go({ desk, browser: own });
    passed += 1;
    console.log(`ok     ${name} (${((Date.now() - startedAt) / 1_000).toFixed(1)} s)`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    for (const page of contexts.flatMap((context) => context.pages()))
      await page.screenshot({ path: `test-results/failed-${randomUUID().slice(0, 8)}.png`, fullPage: true });
    for (const context of contexts) await context.close();
  }
}

async function runLane(lane: readonly Journey[]): Promise<void> {
  for (const journey of lane) if (!wanted || wanted.some((part) => journey.name.includes(part))) await run(journey);
}

try {
  for (const lanes of STAGES) await Promise.all(lanes.map(runLane));
  if (failed > 0) console.log(desk.output().slice(-4_000));
} finally {
  await browser.close();
  await desk.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
