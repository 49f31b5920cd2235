import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const runningSchema = z.object({ baseUrl: z.url(), pid: z.number().int().positive() });

/** What other commands may know of the server that runs on a data folder. */
export type RunningServer = z.output<typeof runningSchema>;

function fileIn(dataDir: string): string {
  return path.join(dataDir, "running.json");
}

/** Tells other commands where the server of this folder answers, until `removeRunningFile`. */
export function writeRunningFile(dataDir: string, running: RunningServer): void {
  writeFileSync(fileIn(dataDir), JSON.stringify(running), { mode: 0o600 });
}

export function removeRunningFile(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

/** The server that runs on this folder now; undefined when there is none, also after a crash. */
export function findRunningServer(dataDir: string): RunningServer | undefined {
  const file = fileIn(dataDir);
  if (!existsSync(file)) return undefined;
  const parsed = runningSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) return undefined;
  try {
    process.kill(parsed.data.pid, 0);
    return parsed.data;
  } catch {
    return undefined;
  }
}
