import { setDefaultResultOrder } from "node:dns";
import type { Finding } from "./finding";
import { startOwnPostgres } from "./own-postgres";

setDefaultResultOrder("ipv4first");
// A PostgreSQL of this run alone, so that it may be crashed; without its programs the one that answers is used, uncrashed.
const postgres = await startOwnPostgres();
if (postgres) process.env["TEST_POSTGRES_URL"] = postgres.url;
const { postgresAnswers } = await import("../support/test-database");
if (!(await postgresAnswers())) {
  process.stderr.write("PostgreSQL does not answer on 127.0.0.1:5432 (or TEST_POSTGRES_URL): nothing was tried.\n");
  process.exit(1);
}
const startedAt = Date.now();
const findings: Finding[] = [];

/** Says at once what came of a fault: a run takes minutes. */
function note(...found: readonly Finding[]): void {
  findings.push(...found);
  for (const { name, lost, doubled, seconds } of found) {
    const problems = [...lost.map((what) => `lost: ${what}`), ...doubled.map((what) => `doubled: ${what}`)];
    const time = seconds === undefined ? "" : `${seconds.toFixed(1)} s`;
    process.stdout.write(
      `${problems.length === 0 ? "ok    " : "FAILED"} ${name.padEnd(42)} ${time.padStart(8)}  ${problems.join(", ")}\n`,
    );
  }
}

const only = process.argv[2];
if (only === undefined || only === "voice") note(...(await tryVoice()));
if (only === undefined || only === "gateway") await tryGateway();
await postgres?.close();
if (!postgres)
  process.stdout.write("LEFT OUT: PostgreSQL was not crashed, because its programs are not installed here.\n");
const sum = (of: (finding: Finding) => number) => findings.reduce((total, finding) => total + of(finding), 0);
const [done, lost, doubled] = [sum((f) => f.done), sum((f) => f.lost.length), sum((f) => f.doubled.length)];
const slowest = Math.max(...findings.map(({ seconds }) => seconds ?? 0));
const took = (Date.now() - startedAt) / 1_000;
process.stdout.write(
  `${findings.length} faults, ${done} effects checked, ${lost} lost, ${doubled} doubled, slowest recovery ${slowest.toFixed(1)} s, ${took.toFixed(0)} s in all\n`,
);
process.exit(lost + doubled === 0 ? 0 : 1);

/** Calls and their provider: killed doors and workers, lost answers, copies. */
async function tryVoice(): Promise<Finding[]> {
  const { openStage } = await import("./stage");
  const { killDoor, killWorkers } = await import("./killed-work");
  const { loseAnswers } = await import("./lost-answers");
  const { sendDuplicates } = await import("./duplicates");
  const { killFolderWriter } = await import("./killed-folder");
  const stage = await openStage();
  try {
    const first = await killDoor(stage);
    const { recover } = await killWorkers(stage);
    // What needs a worker is tried beside the recovery, which mostly waits.
    const recovering = recover();
    const others = async () => [...(await loseAnswers(stage)), await sendDuplicates(stage), await killFolderWriter()];
    const [recovered, tried] = await Promise.all([recovering, others()]);
    return [first, ...recovered, ...tried];
  } finally {
    await stage.close();
  }
}

/** The gateway: a database that crashes or cannot be reached, killed workers, wrong clocks, senders that mean no good. */
async function tryGateway(): Promise<void> {
  const { openStage } = await import("./stage");
  const gateway = await import("./gateway-faults");
  const stage = await openStage();
  try {
    const port = Number(new URL(stage.databaseUrl).port || 5_432);
    note(await gateway.moveClock(stage));
    note(await gateway.loseRedis(stage));
    note(...(await gateway.sendTooMuch(stage)));
    note(...(await gateway.blackHoleDatabase(stage, port)));
    if (postgres) note(...(await gateway.restartPostgres(stage, postgres)));
    note(await gateway.killWorkersAtRandom(stage));
  } finally {
    await stage.close();
  }
}
