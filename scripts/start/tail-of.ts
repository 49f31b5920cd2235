import { existsSync, readFileSync } from "node:fs";

/** The last lines of a log file; empty when there is none. */
export function tailOf(file: string | undefined, lines = 30): string {
  if (file === undefined || !existsSync(file)) return "";
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
}
