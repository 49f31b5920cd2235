import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { StartProblem } from "./start-problem";

const ASSIGNMENT = /^\s*(?:export\s+)?[A-Za-z_][A-Za-z0-9_]*\s*=\s*(.*)$/;

/** The files that are read, first one wins, as Next does with the same two. */
const ENV_FILES = [".env.local", ".env"];

/**
 * Number (from 1) of the first line that is no setting, comment or blank, or whose quote never closes; undefined when
 * there is none. `parseEnv` of Node skips such lines in silence, and a setting that was meant is then missing.
 */
export function findBrokenEnvLine(text: string): number | undefined {
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line.trim() === "" || line.trim().startsWith("#")) continue;
    const match = ASSIGNMENT.exec(line);
    if (!match) return index + 1;
    const value = match[1] ?? "";
    const quote = value[0];
    if (quote !== '"' && quote !== "'" && quote !== "`") continue;
    if (value.indexOf(quote, 1) !== -1) continue;
    const opened = index;
    do index += 1;
    while (index < lines.length && !lines[index]?.includes(quote));
    if (index >= lines.length) return opened + 1;
  }
  return undefined;
}

/**
 * Settings of `.env.local` and `.env` in `root`.
 * @throws StartProblem naming the file and the line number, never the line
 */
export function readEnvFiles(root: string): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const name of ENV_FILES) {
    const file = path.join(root, name);
    if (!existsSync(file)) continue;
    const text = readFileSync(file, "utf8");
    const broken = findBrokenEnvLine(text);
    if (broken !== undefined) {
      throw new StartProblem(`${name}, line ${broken}: this is not a setting. Write NAME=value, or start it with #.`);
    }
    for (const [key, value] of Object.entries(parseEnv(text))) settings[key] ??= value ?? "";
  }
  return settings;
}
