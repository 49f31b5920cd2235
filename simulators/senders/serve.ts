import { z } from "zod";
import { ghlAppId } from "../ghl/ghl-app-id";
import { ghlSimulatorPublicKey } from "../ghl/ghl-simulator-public-key";
import { runSimulator } from "../http/run-simulator";
import { createSendersSimulator } from "./create-senders-simulator";
import { readDoors } from "./read-doors";
import { createSenders } from "./senders";

/**
 * Settings of the process. `SENDERS_SIMULATOR_PORT` 0 is any free port; `SENDERS_SIMULATOR_PACE` a multiplier of all
 * waits; `SENDERS_CREDENTIALS_FILE` the list of doors that the desk writes;
 * `GHL_SIMULATOR_KEY` the file of the key that signs in HighLevel's place, made when it is missing. The parent is told its
 * public half, and the id of the marketplace app that events are sent for.
 */
const settings = z.object({
  SENDERS_SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  SENDERS_SIMULATOR_PACE: z.coerce.number().min(0).max(20).default(1),
  SENDERS_CREDENTIALS_FILE: z.string().min(1).optional(),
  GHL_SIMULATOR_KEY: z.string().min(1).optional(),
});

const env = settings.parse(Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== "")));

const simulator = createSendersSimulator({
  senders: createSenders(),
  doors: () => readDoors(env.SENDERS_CREDENTIALS_FILE),
  pace: env.SENDERS_SIMULATOR_PACE,
});

await runSimulator(simulator, {
  name: "Simulated senders",
  port: env.SENDERS_SIMULATOR_PORT,
  facts: { ghlAppId: ghlAppId(), ghlPublicKeyPem: ghlSimulatorPublicKey(env.GHL_SIMULATOR_KEY) },
});
