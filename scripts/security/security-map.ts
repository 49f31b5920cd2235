import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { REQUIREMENT_ID } from "./requirement-id";

const FOLDERS = ["app", "components", "db", "lib", "scripts", "simulators", "tests"];
const QUOTED = /"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g;

/** Requirement → `file: test name` of every test below `root` whose name holds the requirement's identifier, in order. */
export function securityMap(root: string): [requirement: string, tests: string[]][] {
  const map = new Map<string, string[]>();
  for (const file of FOLDERS.flatMap((folder) => testFiles(path.join(root, folder)))) {
    for (const name of namesIn(readFileSync(file, "utf8"))) {
      for (const [requirement] of name.matchAll(REQUIREMENT_ID)) {
        const entry = `${path.relative(root, file)}: ${name}`;
        map.set(requirement, [...(map.get(requirement) ?? []), entry]);
      }
    }
  }
  return [...map].toSorted(([left], [right]) => left.localeCompare(right));
}

function testFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && (/\.test\.tsx?$/.test(entry.name) || entry.parentPath.includes("e2e")))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

/** Quoted texts that stand as the first argument of a test: `test("…"`, `test.each(…)("…"`, `journey("…"`. */
function namesIn(text: string): string[] {
  return [...text.matchAll(QUOTED)].flatMap((match) => {
    const before = text.slice(Math.max(0, (match.index ?? 0) - 12), match.index).trimEnd();
    const name = match[1] ?? match[2] ?? "";
    return before.endsWith("(") || before.endsWith(")(") ? [name] : [];
  });
}
