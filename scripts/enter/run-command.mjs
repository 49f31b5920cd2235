import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ClearProblem } from "./clear-problem.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { findRuntime } from "./find-runtime.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** Runs `scripts/<command>.ts` (`db:seed` is `scripts/db-seed.ts`) on the project's own Node, after installing. */
export async function runCommand([command, ...args]) {
  const script = scriptOf(command);
  await ensureInstalled(ROOT);
  const runtime = await findRuntime(ROOT);
  const env = { ...process.env, PATH: [path.dirname(runtime), process.env.PATH].join(path.delimiter) };
  const child = spawn(runtime, ["--conditions=react-server", "--import", "tsx", script, ...args], {
    cwd: ROOT,
    env,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  stopWithNpm(child);
  child.on("error", (error) => {
    console.error(`Node could not be started from ${runtime}: ${error.message}`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

function scriptOf(command) {
  const script = path.join("scripts", `${(command ?? "").replaceAll(":", "-")}.ts`);
  if (command && existsSync(path.join(ROOT, script))) return script;
  const known = readdirSync(path.join(ROOT, "scripts"))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => name.slice(0, -".ts".length));
  throw new ClearProblem(`There is no command "${command ?? ""}". Commands: ${known.join(", ")}.`);
}

/** npm passes a SIGTERM to the shell between us, and that shell dies of it without telling: a new parent is the sign. */
function stopWithNpm(child) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
}
