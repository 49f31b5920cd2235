import { cpus, totalmem } from "node:os";
import type { RawQuery } from "@/db/open-database";

export type Machine = { cpu: string; cores: number; memoryGb: number; node: string; postgres: string };

/** What the figures were measured on. */
export async function describeMachine(query: RawQuery): Promise<Machine> {
  const { rows } = await query("select current_setting('server_version') as version");
  const processors = cpus();
  return {
    cpu: processors[0]?.model ?? "unknown",
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres: (rows[0] as { version: string }).version,
  };
}
