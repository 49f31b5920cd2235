import { spawnSync } from "node:child_process";
import path from "node:path";

// The bench leans on the fixtures of the suites, which no script may import.
const root = path.resolve(import.meta.dirname, "..");
const args = ["--conditions=react-server", "--import", "tsx", "tests/performance/run.ts", ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
process.exit(status ?? 1);
