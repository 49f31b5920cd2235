import path from "node:path";
import type { IdentityStandIn } from "./app-environment";
import type { LocalSecrets } from "./local-secrets";
import { openLog } from "./open-log";
import type { ChildEnvironment } from "./start-child";
import type { Supervisor } from "./supervise-children";
import { waitForListening } from "./wait-for-listening";

type SimulatorContext = {
  root: string;
  dataDir: string;
  port: number;
  secrets: LocalSecrets;
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
      CLERK_SIMULATOR_STATE: path.join(context.dataDir, "clerk-simulator.json"),
      CLERK_SIMULATOR_KEY: context.secrets.clerkSecretKey,
      CLERK_SIMULATOR_WEBHOOK_URL: `http://127.0.0.1:${context.port}/api/webhooks/clerk`,
      CLERK_SIMULATOR_WEBHOOK_SECRET: context.secrets.clerkWebhookSecret,
    },
    output: openLog(context.dataDir, "clerk-simulator"),
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
      VAPI_SIMULATOR_STATE: path.join(context.dataDir, "vapi-simulator.json"),
      VAPI_SIMULATOR_KEYS: JSON.stringify(context.secrets.vapiSimulatorKeys),
    },
    output: openLog(context.dataDir, "vapi-simulator"),
  });
  return waitForListening(child);
}
