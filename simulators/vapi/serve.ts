import { z } from "zod";
import { runSimulator } from "../http/run-simulator";
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

await runSimulator(simulator, { name: "Simulated VAPI", port: env.VAPI_SIMULATOR_PORT });
