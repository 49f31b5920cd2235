import { spawnSync } from "node:child_process";
import path from "node:path";
import { REQUIREMENT_ID } from "./security/requirement-id";

const root = path.resolve(import.meta.dirname, "..");
const args = ["run", "--config", "tests/support/vitest.config.ts", "--testNamePattern", REQUIREMENT_ID.source];
const { status } = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", ...args], {
  cwd: root,
  stdio: "inherit",
});
process.exit(status ?? 1);
