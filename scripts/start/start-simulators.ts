import path from "node:path";
import { type IdentityStandIn, type SendersStandIn, STAND_IN_PUBLISHABLE_KEY } from "./app-environment";
import type { LocalData } from "./local-data";
import { openLog } from "./open-log";
import type { ChildEnvironment } from "./start-child";
import type { Supervisor } from "./supervise-children";
import { waitForListening } from "./wait-for-listening";

type SimulatorContext = {
  root: string;
  local: LocalData;
  port: number;
  inherited: ChildEnvironment;
  supervisor: Supervisor;
};

const TYPESCRIPT = ["--conditions=react-server", "--import", "tsx"];

/** Starts the stand-in for Clerk's servers on a free port; its people and sessions are kept in the data folder. */
export async function startIdentity(context: SimulatorContext): Promise<IdentityStandIn> {
  const child = context.supervisor.start({
    name: "The identity stand-in",
    args: [...TYPESCRIPT, "simulators/clerk/serve.ts"],
    cwd: context.root,
    env: {
      ...context.inherited,
      CLERK_SIMULATOR_PORT: "0",
      CLERK_SIMULATOR_STATE: path.join(context.local.dir, "clerk-simulator.json"),
      CLERK_SIMULATOR_KEY: path.join(context.local.dir, "clerk-simulator.pem"),
      CLERK_SIMULATOR_WEBHOOK_URL: `http://localhost:${context.port}/api/webhooks/clerk`,
      NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: STAND_IN_PUBLISHABLE_KEY,
      CLERK_SECRET_KEY: context.local.secrets.clerkSecretKey,
      CLERK_WEBHOOK_SIGNING_SECRET: context.local.secrets.clerkWebhookSecret,
    },
    output: openLog(context.local.dir, "clerk-simulator"),
  });
  return waitForListening(child);
}

/** Starts the VAPI simulator on a free port, with one API key for each demo firm. */
export async function startVoice(context: SimulatorContext): Promise<{ port: number }> {
  const child = context.supervisor.start({
    name: "The VAPI simulator",
    args: [...TYPESCRIPT, "simulators/vapi/serve.ts"],
    cwd: context.root,
    env: {
      ...context.inherited,
      VAPI_SIMULATOR_PORT: "0",
      VAPI_SIMULATOR_STATE: path.join(context.local.dir, "vapi-simulator.json"),
      VAPI_SIMULATOR_KEYS: JSON.stringify(context.local.secrets.vapiSimulatorKeys),
    },
    output: openLog(context.local.dir, "vapi-simulator"),
  });
  return waitForListening(child);
}

/** Starts the senders of webhooks on a free port; they find the desk's doors in the file that lists the demo firms. */
export async function startSenders(context: SimulatorContext): Promise<SendersStandIn> {
  const { dir } = context.local;
  const child = context.supervisor.start({
    name: "The senders simulator",
    args: [...TYPESCRIPT, "simulators/senders/serve.ts"],
    cwd: context.root,
    env: {
      ...context.inherited,
      SENDERS_SIMULATOR_PORT: "0",
      SENDERS_CREDENTIALS_FILE: path.join(dir, "demo-credentials.json"),
      GHL_SIMULATOR_KEY: path.join(dir, "ghl-simulator.pem"),
      GHL_SIMULATOR_APP_ID: context.inherited["GHL_APP_ID"] ?? "",
    },
    output: openLog(dir, "senders-simulator"),
  });
  return waitForListening(child);
}
