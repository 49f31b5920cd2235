import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { computeBuildStamp } from "./build-stamp";
import { StartProblem } from "./start-problem";

const TAIL_LINES = 60;

/**
 * Builds the production bundle when something that goes into it has changed since the last build.
 * `settings` are those that the person configured; values of embedded mode must not be written into the bundle.
 * @throws StartProblem with the end of the build's output
 */
export async function buildApp(
  root: string,
  settings: Record<string, string | undefined>,
  stopSignal: AbortSignal,
): Promise<void> {
  const stampFile = path.join(root, ".next/docketline-build-stamp");
  const stamp = computeBuildStamp(root, settings);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  console.log("Building the desk (once, and after each change) …");
  const begun = Date.now();
  const { code, output } = await runBuild(root, settings, stopSignal);
  if (code !== 0) {
    throw new StartProblem(`The build failed:\n${output.trimEnd().split("\n").slice(-TAIL_LINES).join("\n")}`);
  }
  writeFileSync(stampFile, stamp);
  console.log(`Built in ${Math.round((Date.now() - begun) / 1000)} s.`);
}

function runBuild(
  root: string,
  settings: Record<string, string | undefined>,
  signal: AbortSignal,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const build = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      cwd: root,
      env: { ...settings, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    build.stdout.on("data", collect);
    build.stderr.on("data", collect);
    build.once("error", (error) => resolve({ code: 1, output: error.message }));
    build.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
