import { chromium } from "playwright-core";
import { JOURNEYS } from "./journeys";
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

const wanted = process.argv[2];
const desk = await startDesk();
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
  args: FLAGS,
});
let passed = 0;
let failed = 0;
try {
  for (const journey of JOURNEYS.filter(({ name }) => !wanted || name.includes(wanted))) {
    const startedAt = Date.now();
    try {
      await journey.run({ desk, browser });
      passed += 1;
      console.log(`ok     ${journey.name} (${((Date.now() - startedAt) / 1_000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${journey.name}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      for (const context of browser.contexts()) {
        for (const page of context.pages())
          await page.screenshot({ path: `test-results/failed-${passed + failed}.png`, fullPage: true });
        await context.close();
      }
    }
  }
  if (failed > 0) console.log(desk.output().slice(-4_000));
} finally {
  await browser.close();
  await desk.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
