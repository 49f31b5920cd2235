import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
const TRACED = ["--stress-wasm-code-gc", "--trace-wasm-code-gc"];
const PROGRAM = ["--conditions=react-server", "--import", "tsx", "tests/db/open-embedded-process.ts"];

test("the embedded engine's compiled code is never collected, which ends some processes on Node 24", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [...TRACED, ...PROGRAM], { cwd: ROOT });
  expect(stdout).toContain("closed");
  expect(stdout).not.toContain("[wasm-gc]");
});
