import { z } from "zod";
import { listenOnLoopback } from "../http/listen-on-loopback";
import { createVapiSimulator } from "./create-vapi-simulator";

/**
 * Settings of the process. `VAPI_SIMULATOR_PORT` 0 is any free port; `VAPI_SIMULATOR_STATE` a file that keeps everything;
 * `VAPI_SIMULATOR_KEYS` JSON from private API key to organisation id; `VAPI_SIMULATOR_PACE` a multiplier of all waits.
 */
const settings = z.object({
  VAPI_SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  VAPI_SIMULATOR_STATE: z.string().min(1).optional(),
  VAPI_SIMULATOR_KEYS: z
    .string()
    .default("{}")
    .transform((text) => z.record(z.string().min(1), z.string().min(1)).parse(JSON.parse(text))),
  VAPI_SIMULATOR_PACE: z.coerce.number().min(0).max(20).default(1),
  VAPI_SIMULATOR_CONCURRENCY: z.coerce.number().int().min(1).default(10),
});

const env = settings.parse(Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== "")));

const simulator = createVapiSimulator({
  keys: env.VAPI_SIMULATOR_KEYS,
  pace: env.VAPI_SIMULATOR_PACE,
  concurrencyLimit: env.VAPI_SIMULATOR_CONCURRENCY,
  ...(env.VAPI_SIMULATOR_STATE === undefined ? {} : { statePath: env.VAPI_SIMULATOR_STATE }),
});

const server = await listenOnLoopback(simulator.fetch, env.VAPI_SIMULATOR_PORT);
if (process.send === undefined) console.log(`Simulated VAPI on http://127.0.0.1:${server.port} – no real calls`);
else process.send({ type: "listening", port: server.port });

let isStopping = false;

function stop(): void {
  if (isStopping) return;
  isStopping = true;
  Promise.all([server.close(), simulator.close()]).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}

process.once("SIGTERM", stop);
process.once("SIGINT", stop);
process.once("disconnect", stop);
