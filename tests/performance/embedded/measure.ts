import { setTimeout as pause } from "node:timers/promises";
import { isNotNull, sql } from "drizzle-orm";
import { messageSends } from "@/db/schema/message-sends";
import { inTenant } from "@/db/tenant";
import { startWorker } from "@/lib/jobs/worker";
import { saveDraft, startDraft } from "../../support/broadcast-audience";
import { type EmbeddedStage, openEmbeddedStage } from "./open-embedded-stage";

// A process of its own, because the embedded mode is a setting of the process: prints what it measured as one line of JSON.

const PER_MINUTE = 300;
const IDLE_PAGES = 60;
const WARM_MS = 15_000;
const MEASURE_MS = 30_000;
/** Between two pages of the same person. */
const THINK_MS = 150;
const [BIND, PREPARE] = [0x42, 0x50];

const stage = await openEmbeddedStage({ people: 600 });
const statements = countStatements(stage);
await startWorker();
await openPages(stage, (pages) => 10 - pages);
const idle = await openPages(stage, (pages) => IDLE_PAGES - pages);
await startDraft(stage.firm, await saveDraft(stage.firm, { perMinute: PER_MINUTE }));
await pause(WARM_MS);
const [before, sentBefore] = [{ ...statements }, await countSent(stage)];
const until = performance.now() + MEASURE_MS;
const busy = await openPages(stage, () => (performance.now() < until ? 1 : 0));
const sent = (await countSent(stage)) - sentBefore;
const own = (idle.statements / idle.times.length) * busy.times.length;
const report = {
  perMinute: (sent / MEASURE_MS) * 60_000,
  idleP50: quantile(idle.times, 0.5),
  busyP50: quantile(busy.times, 0.5),
  busyP95: quantile(busy.times, 0.95),
  statementsPerMessage: (statements.run - before.run - own) / sent,
  preparedPerMessage: (statements.prepared - before.prepared) / sent,
};
process.stdout.write(`${JSON.stringify(report)}\n`);
await stage.close();
process.exit(0);

type Pages = { times: number[]; statements: number };

/** Asks for what the inbox's page reads, again and again while `left` says so, with the milliseconds of each. */
async function openPages({ pageUrl }: EmbeddedStage, left: (pages: number) => number): Promise<Pages> {
  const times: number[] = [];
  const first = statements.run;
  while (left(times.length) > 0 && times.length < 1_000) {
    const startedAt = performance.now();
    const response = await fetch(pageUrl);
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`the page answered ${response.status}`);
    times.push(performance.now() - startedAt);
    await pause(THINK_MS);
  }
  return { times, statements: statements.run - first };
}

async function countSent({ firm }: EmbeddedStage): Promise<number> {
  const [row] = await inTenant(firm.principal, (tx) =>
    tx.select({ count: sql<number>`count(*)::int` }).from(messageSends).where(isNotNull(messageSends.acceptedAt)),
  );
  return row?.count ?? 0;
}

/** How many statements the engine ran, and how many texts it took in for the first time. */
function countStatements({ database }: EmbeddedStage): { run: number; prepared: number } {
  const { pglite } = database.database;
  if (!pglite) throw new Error("no embedded database");
  const counted = { run: 0, prepared: 0 };
  const send = pglite.execProtocolStream.bind(pglite);
  pglite.execProtocolStream = (message, options) => {
    if (message[0] === BIND) counted.run += 1;
    if (message[0] === PREPARE) counted.prepared += 1;
    return send(message, options);
  };
  return counted;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
