import { mkdirSync, openSync } from "node:fs";
import path from "node:path";

/** Opens `logs/<name>.log` of the data folder, emptied: each start writes its own. */
export function openLog(dataDir: string, name: string): { file: string; descriptor: number } {
  const folder = path.join(dataDir, "logs");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${name}.log`);
  return { file, descriptor: openSync(file, "w", 0o600) };
}
