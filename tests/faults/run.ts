import { postgresAnswers } from "../support/test-database";
import { sendDuplicates } from "./duplicates";
import type { Finding } from "./finding";
import { killFolderWriter } from "./killed-folder";
import { killDoor, killWorkers } from "./killed-work";
import { loseAnswers } from "./lost-answers";
import { openStage } from "./stage";

if (!(await postgresAnswers())) {
  process.stderr.write("PostgreSQL does not answer on 127.0.0.1:5432 (or TEST_POSTGRES_URL): nothing was tried.\n");
  process.exit(1);
}
const startedAt = Date.now();
const findings: Finding[] = [];
const stage = await openStage();
try {
  findings.push(await killDoor(stage));
  const { recover } = await killWorkers(stage);
  // What needs a worker is tried beside the recovery, which mostly waits.
  const recovering = recover();
  const others = (async () => [...(await loseAnswers(stage)), await sendDuplicates(stage), await killFolderWriter()])();
  findings.push(...(await recovering), ...(await others));
} finally {
  await stage.close();
}
for (const { name, lost, doubled, seconds } of findings) {
  const problems = [...lost.map((what) => `lost: ${what}`), ...doubled.map((what) => `doubled: ${what}`)];
  const time = seconds === undefined ? "" : `${seconds.toFixed(1)} s`;
  process.stdout.write(
    `${problems.length === 0 ? "ok    " : "FAILED"} ${name.padEnd(42)} ${time.padStart(8)}  ${problems.join(", ")}\n`,
  );
}
const sum = (of: (finding: Finding) => number) => findings.reduce((total, finding) => total + of(finding), 0);
const [done, lost, doubled] = [sum((f) => f.done), sum((f) => f.lost.length), sum((f) => f.doubled.length)];
const slowest = Math.max(...findings.map(({ seconds }) => seconds ?? 0));
const took = (Date.now() - startedAt) / 1_000;
process.stdout.write(
  `${findings.length} faults, ${done} effects checked, ${lost} lost, ${doubled} doubled, slowest recovery ${slowest.toFixed(1)} s, ${took.toFixed(0)} s in all\n`,
);
process.exit(lost + doubled === 0 ? 0 : 1);
