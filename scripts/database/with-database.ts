import path from "node:path";
import { closeDatabase } from "@/db/client";
import { adoptEnvironment } from "../start/adopt-environment";
import { takeDataLock } from "../start/data-lock";
import { runCommand } from "../start/run-command";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Runs a command on the configured database and closes it. An embedded one is locked meanwhile. */
export function withDatabase(work: () => Promise<void>): Promise<void> {
  return runCommand(async () => {
    const { parts, local } = adoptEnvironment(ROOT);
    const lock = parts.database && local ? takeDataLock(local.dir) : undefined;
    try {
      await work();
    } finally {
      await closeDatabase();
      lock?.release();
    }
  });
}
