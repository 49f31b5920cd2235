import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { openLocalData } from "@/scripts/start/local-data";
import { type LoopbackServer, listenOnLoopback } from "@/simulators/http/listen-on-loopback";
import { createVapiSimulator, type VapiSimulator } from "@/simulators/vapi/create-vapi-simulator";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const START_MS = 240_000;

export type Desk = {
  baseUrl: string;
  dataDir: string;
  /** The VAPI simulator runs here, so that it outlives the server that is killed and can be asked what it received. */
  voice: VapiSimulator;
  /** Everything that the server printed. */
  output: () => string;
  /** Ends the whole start with SIGKILL, as a power cut would. */
  kill: () => Promise<void>;
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts Docketline as `npm start` does, on a free port, in a data folder that holds nothing but an audience for broadcasts. */
export async function startDesk(): Promise<Desk> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "docketline-e2e-"));
  const port = await freePort();
  const { secrets } = openLocalData(dataDir);
  const voice = createVapiSimulator({ keys: secrets.vapiSimulatorKeys, pace: 0.2 });
  const voiceServer = await listenOnLoopback((request) => voice.fetch(request), 0);
  const baseUrl = `http://localhost:${port}`;
  let child: ChildProcess | undefined;
  let text = "";
  await seedAudience(dataDir, port);

  async function start(): Promise<void> {
    child = spawnStart({ dataDir, port, voicePort: voiceServer.port, voiceKeys: secrets.vapiSimulatorKeys });
    child.stdout?.on("data", (bytes) => {
      text += String(bytes);
    });
    child.stderr?.on("data", (bytes) => {
      text += String(bytes);
    });
    const before = text.length;
    try {
      await waitForHealth(baseUrl, child, () => text.slice(before));
    } catch (error) {
      await endGroup(child, "SIGTERM");
      throw error;
    }
  }

  await start();
  return {
    baseUrl,
    dataDir,
    voice,
    output: () => text,
    start,
    kill: async () => {
      await endGroup(child, "SIGKILL");
      await waitForSilence(baseUrl);
    },
    stop: async () => {
      await endGroup(child, "SIGTERM");
      await closeVoice(voice, voiceServer);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function seedAudience(dataDir: string, port: number): Promise<void> {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/db-seed.ts", "broadcast-audience"];
  const env = { ...process.env, PORT: String(port), DOCKETLINE_DATA_DIR: dataDir };
  const seed = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", "ignore", "inherit"] });
  const code = await new Promise<number | null>((resolve) => seed.once("exit", resolve));
  if (code !== 0) throw new Error(`The audience was not filled in: code ${code}`);
}

type StartSettings = { dataDir: string; port: number; voicePort: number; voiceKeys: Record<string, string> };

function spawnStart(input: StartSettings): ChildProcess {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/start.ts"];
  return spawn(process.execPath, args, {
    cwd: ROOT,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      PORT: String(input.port),
      DOCKETLINE_DATA_DIR: input.dataDir,
      // Receivers of outgoing webhooks stand on this machine, as everything else that a journey meets.
      OUTGOING_WEBHOOKS_ALLOW_LOOPBACK: "true",
      VAPI_BASE_URL: `http://127.0.0.1:${input.voicePort}`,
      VAPI_SIMULATOR_KEYS: JSON.stringify(input.voiceKeys),
    },
  });
}

async function waitForHealth(baseUrl: string, child: ChildProcess, output: () => string): Promise<void> {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`The start ended with code ${child.exitCode}:\n${output()}`);
    const isUp = await fetch(`${baseUrl}/api/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp && output().includes(baseUrl)) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`Docketline did not start:\n${output()}`);
}

/** The server notices that its launcher is gone a moment later; until then its port is not free. */
async function waitForSilence(baseUrl: string): Promise<void> {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    const isGone = await fetch(`${baseUrl}/api/health`).then(
      () => false,
      () => true,
    );
    if (isGone) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The killed server still answers");
}

async function endGroup(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child?.pid || child.exitCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  process.kill(signal === "SIGKILL" ? -child.pid : child.pid, signal);
  await ended;
}

async function closeVoice(voice: VapiSimulator, server: LoopbackServer): Promise<void> {
  await voice.close();
  await server.close();
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  if (typeof address !== "object" || address === null) throw new Error("no free port");
  return address.port;
}
