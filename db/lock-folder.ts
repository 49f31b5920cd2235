import "server-only";
import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";

/**
 * Takes the lock file at `file` for this process; a lock left by a process that is gone is taken over.
 * @returns the function that gives it back
 * @throws Error naming the pid that holds it
 */
export function lockFolder(file: string): () => void {
  for (let attempt = 0; attempt < 3; attempt += 1) {
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
    if (holder !== undefined && isAlive(holder)) {
      throw new Error(`The embedded database is in use by process ${holder}. Stop it, or set DOCKETLINE_DATA_DIR.`);
    }
    rmSync(file, { force: true });
  }
  throw new Error("The embedded database's lock file could not be taken.");
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
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrno(error, "EPERM");
  }
}

function releaseLock(file: string): void {
  if (readHolder(file) === process.pid) rmSync(file, { force: true });
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
