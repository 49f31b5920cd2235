import path from "node:path";
import { checkPortIsFree, readPort } from "./check-port";
import { takeDataLock } from "./data-lock";
import { readEnvFiles } from "./env-file";
import { listenForStop } from "./listen-for-stop";
import { dataFolder, openLocalData } from "./local-data";
import { planParts } from "./plan-parts";
import { removeRunningFile } from "./running-file";
import { serveApp } from "./serve-app";
import { StartProblem } from "./start-problem";
import { superviseChildren } from "./supervise-children";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** On a person's machine everything is gone within ten seconds; a server lets requests and jobs under way end. */
const DESK_GRACE = { lastMs: 7_000, othersMs: 2_000 };
const SERVER_GRACE = { lastMs: 30_000, othersMs: 2_000 };

/**
 * Brings Docketline up with everything that is not configured elsewhere, and keeps it up until it is told to stop.
 * @returns the exit code: 0 after Ctrl-C or SIGTERM, that of the web server when it ended by itself
 */
export async function runStart(options: { isDevelopment: boolean }): Promise<number> {
  try {
    return await startAndServe(options.isDevelopment);
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    console.error(error.message);
    return error.exitCode;
  }
}

async function startAndServe(isDevelopment: boolean): Promise<number> {
  const stop = listenForStop();
  const configured = { ...readEnvFiles(ROOT), ...process.env };
  const port = readPort(configured["PORT"]);
  await checkPortIsFree(port);
  const parts = planParts(configured);
  const local = parts.mode === "embedded" ? openLocalData(dataFolder(ROOT, configured)) : undefined;
  const lock = local && takeDataLock(local.dir);
  const supervisor = superviseChildren(local ? DESK_GRACE : SERVER_GRACE);
  try {
    const setup = { root: ROOT, configured, port, parts, local, isDevelopment, supervisor, stopSignal: stop.signal };
    return await Promise.race([serveApp(setup), stop.requested.then(() => 0)]);
  } finally {
    await supervisor.stopAll();
    if (local) removeRunningFile(local.dir);
    lock?.release();
  }
}
