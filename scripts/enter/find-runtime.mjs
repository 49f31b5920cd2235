import { existsSync } from "node:fs";
import path from "node:path";
import { ClearProblem } from "./clear-problem.mjs";
import { runToEnd } from "./run-to-end.mjs";

const RUNTIME_MAJOR = "24";

/**
 * Path of the Node that Docketline runs on: the one that npm installed beside the other packages. Its binary comes
 * through an install script; where those are switched off, the script is run here, once.
 */
export async function findRuntime(root) {
  const folder = path.join(root, "node_modules/node");
  const binary = path.join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(binary)) return binary;
  const installScript = path.join(folder, "installArchSpecificPackage.js");
  if (existsSync(installScript)) {
    console.error("Fetching Node 24 …");
    await runToEnd(process.execPath, [installScript], { cwd: folder, stdio: ["ignore", 2, 2] });
    if (existsSync(binary)) return binary;
  }
  if (process.versions.node.startsWith(`${RUNTIME_MAJOR}.`)) return process.execPath;
  throw new ClearProblem(
    `Docketline runs on Node ${RUNTIME_MAJOR}, which npm could not install beside the other packages. Run "npm rebuild node --ignore-scripts=false" with the network on, or install Node ${RUNTIME_MAJOR} yourself, then try again.`,
  );
}
