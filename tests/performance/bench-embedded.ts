import { spawn } from "node:child_process";
import path from "node:path";
import { z } from "zod";

const ROOT = path.resolve(import.meta.dirname, "../..");

const measured = z.object({
  /** Messages a minute that left, of 300 that were asked for. */
  perMinute: z.number(),
  /** What the inbox's page reads, in milliseconds: at rest, and beside the broadcast. */
  idleP50: z.number(),
  busyP50: z.number(),
  busyP95: z.number(),
  /** From the reservation to the second status webhook, with whatever the queue adds. */
  statementsPerMessage: z.number(),
  /** Texts that the engine parsed and planned. */
  preparedPerMessage: z.number(),
});

/** P15: a desk page in the embedded mode while a broadcast sends 300 messages a minute, in a process of its own. */
export async function measureEmbedded(): Promise<z.output<typeof measured>> {
  const args = ["--conditions=react-server", "--import", "tsx", "tests/performance/embedded/measure.ts"];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (bytes) => {
    text += String(bytes);
  });
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`the embedded database was not measured: code ${code}`);
  return measured.parse(JSON.parse(text));
}
