import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { StartProblem } from "./start-problem";

const lockSchema = z.object({ pid: z.number().int().positive(), birth: z.string().nullable() });
type Lock = z.output<typeof lockSchema>;

/**
 * Makes this process the only one that works on `dataDir`, until `release` is called. A lock whose process is gone is
 * taken over, and a process may work under the lock of the one that started it. PGlite files that two processes write
 * are lost, so nobody else may pass while one lives.
 * @throws StartProblem naming the process that holds the folder
 */
export function takeDataLock(dataDir: string): { release: () => void } {
  const file = path.join(dataDir, "start.lock");
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (writeNew(file)) return { release: () => releaseOwn(file) };
    const holder = readLock(file);
    if (holder?.pid === process.ppid && isAlive(holder)) return { release: () => {} };
    if (holder && isAlive(holder)) {
      throw new StartProblem(
        `The data folder ${dataDir} is in use by process ${holder.pid}. Stop that one first, or choose another folder with DOCKETLINE_DATA_DIR.`,
      );
    }
    rmSync(file, { force: true });
  }
  throw new StartProblem(`The data folder ${dataDir} could not be locked: another process keeps writing ${file}.`);
}

function writeNew(file: string): boolean {
  const own: Lock = { pid: process.pid, birth: birthOf(process.pid) };
  try {
    writeFileSync(file, JSON.stringify(own), { flag: "wx", mode: 0o600 });
    return true;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") return false;
    throw new StartProblem(`The lock ${file} could not be written.`, { cause });
  }
}

function readLock(file: string): Lock | undefined {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

function releaseOwn(file: string): void {
  if (readLock(file)?.pid === process.pid) rmSync(file, { force: true });
}

function isAlive(lock: Lock): boolean {
  try {
    process.kill(lock.pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return lock.pid !== process.pid && birthOf(lock.pid) === lock.birth && !hasEnded(lock.pid);
}

/**
 * When a process began, in clock ticks since boot (Linux; null elsewhere). Process ids repeat, in containers at every
 * start, and a stranger under the old id would lock the folder for ever.
 */
function birthOf(pid: number): string | null {
  try {
    return statOf(pid)[19] ?? null;
  } catch {
    return null;
  }
}

/** A process that ended stays in the table until its parent asks for its exit code; in a container nobody may. */
function hasEnded(pid: number): boolean {
  try {
    return statOf(pid)[0] === "Z";
  } catch {
    return false;
  }
}

/** The fields of /proc/<pid>/stat from the third on: state, parent, … */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}
