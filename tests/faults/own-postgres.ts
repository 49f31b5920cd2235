import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";

const INSTALLED = "/usr/lib/postgresql";

/** A PostgreSQL of this run alone, which may be stopped in the middle of anything. */
export type OwnPostgres = {
  /** A superuser's connection. */
  url: string;
  port: number;
  /** Ends it as a crash would, and starts it again; resolves when it answers. */
  restart: () => Promise<void>;
  close: () => Promise<void>;
};

/** Starts a PostgreSQL in a folder of its own; undefined where its programs are not installed. */
export async function startOwnPostgres(): Promise<OwnPostgres | undefined> {
  const programs = findPrograms();
  if (programs === undefined) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), "docketline-postgres-"));
  // The server refuses to run as root; its account has to reach the folder.
  chmodSync(folder, 0o777);
  const data = path.join(folder, "data");
  const port = await freePort();
  run(path.join(programs, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "--no-sync"]);
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c max_connections=80 -c restart_after_crash=on`;
  const control = path.join(programs, "pg_ctl");
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const start = async () => {
    run(control, ["start", "-w", "-D", data, "-o", options, "-l", path.join(folder, "log")]);
    await answers(url);
  };
  await start();
  return {
    url,
    port,
    restart: async () => {
      await runAside(control, ["stop", "-m", "immediate", "-w", "-D", data]);
      await start();
    },
    close: async () => {
      await runAside(control, ["stop", "-m", "immediate", "-w", "-D", data]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findPrograms(): string | undefined {
  if (!existsSync(INSTALLED)) return undefined;
  const [newest] = readdirSync(INSTALLED).toSorted((a, b) => Number(b) - Number(a));
  const folder = newest === undefined ? undefined : path.join(INSTALLED, newest, "bin");
  return folder !== undefined && existsSync(path.join(folder, "pg_ctl")) ? folder : undefined;
}

/** As the account `postgres` when this runs as root. */
function commandOf(program: string, args: readonly string[]): [string, string[]] {
  return process.getuid?.() === 0 ? ["runuser", ["-u", "postgres", "--", program, ...args]] : [program, [...args]];
}

function run(program: string, args: readonly string[]): void {
  const [command, all] = commandOf(program, args);
  const { status, stderr } = spawnSync(command, all, {
    cwd: tmpdir(),
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${path.basename(program)} ended with ${status}: ${stderr}`);
}

function runAside(program: string, args: readonly string[]): Promise<void> {
  const [command, all] = commandOf(program, args);
  return new Promise((resolve) => {
    spawn(command, all, { cwd: tmpdir(), stdio: "ignore" }).once("exit", () => resolve());
  });
}

async function answers(url: string): Promise<void> {
  for (let waited = 0; waited < 100; waited += 1) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
    client.on("error", () => {});
    const isUp = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("PostgreSQL did not start");
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  if (typeof address !== "object" || address === null) throw new Error("no free port");
  return address.port;
}
