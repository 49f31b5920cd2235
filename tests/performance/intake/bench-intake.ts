import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { firms } from "@/db/schema/firms";
import { inTenant } from "@/db/tenant";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { buildApp } from "@/scripts/start/build-app";
import { type TestDatabase, testPrincipal } from "../../support/test-database";
import { type BenchDoor, textDeliveries } from "./deliveries";
import { type LoadResult, rawGet } from "./load-client";
import { startDesk } from "./start-desk";
import { type BenchServer, startServer } from "./start-server";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const TYPESCRIPT = ["--conditions=react-server", "--import", "tsx"];

const DOORS = 32;

/** Requests of one measurement at each number of clients. */
const LEVELS = { 1: 500, 16: 3_000, 64: 6_000 } as const;
export type Level = keyof typeof LEVELS;
const LEVEL_LIST: readonly Level[] = [1, 16, 64];

export type Contender = { name: string; server: BenchServer; prepare: (count: number) => Buffer[] };

/** By contender and number of clients: one result for each round. */
export type IntakeFigures = Record<string, Record<Level, LoadResult[]>>;

/** Builds the app where that is due, and starts every receiver on `database`; `close` ends them all. */
export async function openIntake(database: TestDatabase) {
  await buildApp(ROOT, process.env, new AbortController().signal);
  const folder = mkdtempSync(path.join(tmpdir(), "docketline-bench-"));
  // Many firms, as on a deployment: each door has a limit of its own, which one sender never reaches.
  const doors = await Promise.all(Array.from({ length: DOORS }, openDoor));
  const [{ secret } = { secret: "" }] = doors;
  const databaseUrl = database.appUrl;
  const lean = await startDesk({ door: "lean", databaseUrl, dataDir: folder });
  const route = await startDesk({ door: "route", databaseUrl, dataDir: folder });
  const settings = { BENCH_SECRET: secret };
  const limitArgs = [...TYPESCRIPT, "tests/performance/intake/practical-limit.ts"];
  const listening = { pattern: /listening (\d+)/ };
  const limit = await startServer(limitArgs, { ...settings, BENCH_URL: database.ownerUrl ?? "" }, listening);
  const embedded = await startServer(limitArgs, { ...settings, BENCH_URL: "pglite" }, listening);
  const servers = [lean, route, limit, embedded];
  const deliver = (server: BenchServer, to: readonly BenchDoor[]) => (count: number) =>
    textDeliveries(server.url, to, count);
  const only = [{ path: "/", secret }];
  const contenders: Contender[] = [
    { name: "practical limit", server: limit, prepare: deliver(limit, only) },
    { name: "lean door", server: lean, prepare: deliver(lean, doors) },
    { name: "route handler", server: route, prepare: deliver(route, doors) },
    { name: "a Next route that only answers", server: route, prepare: (count) => answers(route, count) },
    { name: "practical limit on PGlite", server: embedded, prepare: deliver(embedded, only) },
  ];
  return {
    contenders,
    lean,
    limit,
    prepare: deliver(lean, doors),
    close: async () => {
      await Promise.all(servers.map((server) => server.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answers(server: BenchServer, count: number): Buffer[] {
  const request = rawGet(new URL("/api/health", server.url));
  return Array.from({ length: count }, () => request);
}

/** Measures every contender at every number of clients in turn, `rounds` times over; the first round warms up. */
export async function measureIntake(contenders: readonly Contender[], rounds: number): Promise<IntakeFigures> {
  const figures: IntakeFigures = {};
  for (const { name } of contenders) figures[name] = { 1: [], 16: [], 64: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const level of LEVEL_LIST) {
      for (const { name, server, prepare } of contenders) {
        const count = round === 0 ? Math.ceil(LEVELS[level] / 4) : LEVELS[level];
        const result = await load(server.url, prepare(count), level).catch((cause: unknown) => {
          throw new Error(`${name} at ${level} clients`, { cause });
        });
        expectSound(name, result);
        if (round > 0) figures[name]?.[level].push(result);
      }
    }
  }
  return figures;
}

/** Sends from a thread of its own. */
export function load(target: URL, requests: readonly Buffer[], clients: number): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path.join(import.meta.dirname, "load-worker.ts"), {
      workerData: { target: target.href, requests, clients },
      execArgv: TYPESCRIPT,
    });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/** Resident memory of a process, in bytes. */
export function residentBytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) * 1_024;
}

/** @throws Error when anything but 200 was answered */
export function expectSound(name: string, { statuses }: LoadResult): void {
  const others = Object.keys(statuses).filter((status) => status !== "200");
  if (others.length > 0) throw new Error(`${name} answered ${JSON.stringify(statuses)}`);
}

async function openDoor(): Promise<BenchDoor> {
  const organizationId = `org_bench_${randomUUID().slice(0, 8)}`;
  return inTenant(testPrincipal(organizationId), async (tx) => {
    await tx.insert(firms).values({
      clerkOrganizationId: organizationId,
      name: "Bench & Partners",
      slug: organizationId.replaceAll("_", "-"),
      hours: {},
    });
    return createEndpoint(tx, { provider: "texting", mode: "standard-webhooks" });
  });
}
