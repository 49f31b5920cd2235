import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The project's root folder. */
export const PROJECT_ROOT = path.resolve(import.meta.dirname, "../..");

const NOT_OURS = new Set([".docketline", ".git", ".next", "node_modules", "test-results"]);

/** Paths of all files of the project below `folder`, relative to the root, with `/`; generated folders are left out. */
export function listFiles(folder = "."): string[] {
  const found: string[] = [];
  const walk = (current: string) => {
    for (const entry of readdirSync(path.join(PROJECT_ROOT, current), { withFileTypes: true })) {
      const name = path.posix.join(current, entry.name);
      if (entry.isDirectory() && !NOT_OURS.has(entry.name)) walk(name);
      if (entry.isFile()) found.push(name);
    }
  };
  walk(folder);
  return found.toSorted();
}

/** Text of a file by its path from the root. */
export function readProjectFile(file: string): string {
  return readFileSync(path.join(PROJECT_ROOT, file), "utf8");
}

export function isTestFile(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}

/** TypeScript files below the given folders, tests left out. */
export function listSources(folders: readonly string[]): string[] {
  return listFiles().filter(
    (file) => /\.tsx?$/.test(file) && !isTestFile(file) && folders.some((folder) => file.startsWith(`${folder}/`)),
  );
}
