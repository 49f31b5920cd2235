import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ClearProblem } from "./clear-problem.mjs";
import { runToEnd } from "./run-to-end.mjs";

const NPM_CI = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];

/**
 * Makes `node_modules` agree with `package-lock.json`. An installation that npm made by hand is recognised by npm's own
 * record of it, so that nothing is installed twice.
 */
export async function ensureInstalled(root) {
  const lockText = readFileSync(path.join(root, "package-lock.json"), "utf8");
  const stampPath = path.join(root, "node_modules/.docketline-stamp");
  const stamp = createHash("sha256").update(lockText).digest("hex");
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8").trim() === stamp) return;
  if (!isInstalled(root, lockText)) {
    console.error("Installing packages (once, and after each change of package-lock.json) …");
    const code = await runNpm(root, NPM_CI);
    if (code !== 0) throw new ClearProblem(`npm ci failed with exit code ${code}; its message is above.`);
  }
  writeFileSync(stampPath, `${stamp}\n`);
}

function isInstalled(root, lockText) {
  const recordPath = path.join(root, "node_modules/.package-lock.json");
  if (!existsSync(recordPath)) return false;
  const installed = JSON.parse(readFileSync(recordPath, "utf8")).packages ?? {};
  for (const [folder, wanted] of Object.entries(JSON.parse(lockText).packages)) {
    if (folder === "") continue;
    const found = installed[folder];
    if (found === undefined) {
      if (wanted.optional || wanted.devOptional || wanted.peer || wanted.extraneous) continue;
      return false;
    }
    if (found.version !== wanted.version || found.integrity !== wanted.integrity) return false;
  }
  return true;
}

/** npm's output goes to stderr, because some commands promise that stdout is their answer and nothing else. */
function runNpm(root, args) {
  const options = { cwd: root, stdio: ["ignore", 2, 2] };
  const npmScript = process.env.npm_execpath;
  if (npmScript?.endsWith("npm-cli.js")) return runToEnd(process.execPath, [npmScript, ...args], options);
  return runToEnd("npm", args, { ...options, shell: process.platform === "win32" });
}
