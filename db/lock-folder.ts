import "server-only";
import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A server whose starter was killed lets the jobs under way end before it goes; whoever starts again waits for it. */
const WAIT_MS = 30_000;
const PAUSE_MS = 100;

/**
 * Takes the lock file at `file` for this process; a lock left by a process that is gone is taken over, and one that is
 * about to go is waited for.
 * @returns the function that gives it back
 * @throws Error naming the pid that still holds it after `waitMs`
 */
export async function lockFolder(file: string, waitMs: number = WAIT_MS): Promise<() => void> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const handle = tryCreate(file);
    if (handle !== undefined) {
      writeSync(handle, String(process.pid));
      closeSync(handle);
      const release = () => releaseLock(file);
      process.once("exit", release);
      return () => {
        process.removeListener("exit", release);
        release();
      };
    }
    const holder = readHolder(file);
    if (holder === process.pid || (holder !== undefined && isAlive(holder))) {
      if (holder === process.pid || Date.now() >= deadline) {
        throw new Error(`The embedded database is in use by process ${holder}. Stop it, or set DOCKETLINE_DATA_DIR.`);
      }
      await sleep(PAUSE_MS);
      continue;
    }
    rmSync(file, { force: true });
  }
}

function tryCreate(file: string): number | undefined {
  try {
    return openSync(file, "wx", 0o600);
  } catch (error) {
    if (isErrno(error, "EEXIST")) return undefined;
    throw error;
  }
}

function readHolder(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return isErrno(error, "EPERM");
  }
  return !hasEnded(pid);
}

/** A process that ended stays in the table until its parent asks for its exit code; in a container nobody may. */
function hasEnded(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
  } catch {
    return false;
  }
}

function releaseLock(file: string): void {
  if (readHolder(file) === process.pid) rmSync(file, { force: true });
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
