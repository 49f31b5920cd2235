import { parseEnv, unsafeSettings } from "@/lib/core/env";
import { appEnvironment } from "./app-environment";
import { buildApp } from "./build-app";
import type { LocalData } from "./local-data";
import { openLog } from "./open-log";
import type { Parts } from "./plan-parts";
import { prepareDatabase } from "./prepare-database";
import { writeRunningFile } from "./running-file";
import type { Child, ChildEnvironment } from "./start-child";
import { StartProblem } from "./start-problem";
import { startIdentity, startSenders, startVoice } from "./start-simulators";
import type { Supervisor } from "./supervise-children";
import { tailOf } from "./tail-of";
import { waitForHealth } from "./wait-for-health";
import { welcomeLines } from "./welcome-lines";

type ServeSetup = {
  root: string;
  /** Settings of the environment and of the `.env` files. */
  configured: Record<string, string | undefined>;
  parts: Parts;
  port: number;
  /** The data folder; absent where nothing is embedded. */
  local: LocalData | undefined;
  isDevelopment: boolean;
  supervisor: Supervisor;
  stopSignal: AbortSignal;
};

/**
 * Starts the stand-ins, builds, prepares the database and serves.
 * @returns the exit code of the part that ended first
 * @throws StartProblem when a part does not come up
 */
export async function serveApp(setup: ServeSetup): Promise<number> {
  const [identity, voice, senders] = await startSimulators(setup);
  const env = appEnvironment({ ...setup, identity, voicePort: voice?.port, senders });
  refuseUnsafe(env);
  if (!setup.isDevelopment) await buildApp(setup.root, setup.configured, setup.stopSignal);
  await prepareDatabase(setup, env);
  const server = startServer(setup, env);
  const baseUrl = `http://localhost:${setup.port}`;
  await waitForHealth(baseUrl, server);
  if (setup.local) writeRunningFile(setup.local.dir, { baseUrl, pid: process.pid });
  const voiceControlUrl = voice ? `http://127.0.0.1:${voice.port}/` : undefined;
  const sendersControlUrl = senders ? `http://127.0.0.1:${senders.port}/` : undefined;
  const { logFile } = server;
  const lines = welcomeLines({ baseUrl, parts: setup.parts, voiceControlUrl, sendersControlUrl, logFile });
  console.log(lines.join("\n"));
  return firstEnd(setup.supervisor);
}

async function startSimulators(setup: ServeSetup) {
  const { local, parts, root, port, supervisor } = setup;
  if (!local) return [];
  const inherited = { ...definedOnly(setup.configured), NODE_ENV: nodeEnvOf(setup) };
  const context = { root, port, local, inherited, supervisor };
  return Promise.all([
    parts.identity ? startIdentity(context) : undefined,
    parts.voice ? startVoice(context) : undefined,
    parts.senders ? startSenders(context) : undefined,
  ]);
}

/** @throws StartProblem naming each setting that must not stand, never its value */
function refuseUnsafe(env: Record<string, string>): void {
  const result = parseEnv(env);
  const problems = result.ok ? unsafeSettings(result.env) : result.problems;
  if (problems.length === 0) return;
  const lines = problems.map((problem) => `  ${problem.setting} ${problem.reason}`);
  throw new StartProblem(["Docketline does not start on these settings:", ...lines].join("\n"));
}

function startServer(setup: ServeSetup, env: ChildEnvironment): Child {
  // `localhost` must mean 127.0.0.1 here: bound to ::1 alone, http://127.0.0.1 would not answer.
  const flags = ["--dns-result-order=ipv4first", "--import", "./scripts/start/exit-with-parent.mjs"];
  const program = setup.isDevelopment ? ["node_modules/next/dist/bin/next", "dev"] : ["scripts/start/web-server.mjs"];
  const port = ["--port", String(setup.port)];
  const host = setup.local ? ["--hostname", "localhost"] : [];
  return setup.supervisor.start({
    name: "The web server",
    args: [...flags, ...program, ...port, ...host],
    cwd: setup.root,
    env,
    output: setup.local && !setup.isDevelopment ? openLog(setup.local.dir, "server") : "terminal",
  });
}

async function firstEnd(supervisor: Supervisor): Promise<number> {
  const { child, code } = await supervisor.firstEnd();
  console.error(`${child.name} ended with exit code ${code}; everything stops.`);
  const tail = tailOf(child.logFile);
  if (tail !== "") console.error(tail);
  return code === 0 ? 1 : code;
}

function nodeEnvOf(setup: ServeSetup): ChildEnvironment["NODE_ENV"] {
  return setup.isDevelopment ? "development" : "production";
}

function definedOnly(settings: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
