import "server-only";
import { sendForFirms } from "@/db/queue";
import type { TenantId } from "@/lib/core/principal";
import type { Job } from "./define-job";
import { getQueue } from "./queue";

type Rhythm = {
  /** Length of the slots of time in which a firm has the job once, whoever asks for it. */
  everySeconds: number;
  /** The jobs of a slot are spread over so much of its beginning. */
  spreadSeconds: number;
};

/** Queues `job` for each of the firms unless it was in this slot of time. For work that nobody's transaction causes. */
export async function enqueueForFirms(
  job: Job<Record<string, never>>,
  firms: readonly TenantId[],
  { everySeconds, spreadSeconds }: Rhythm,
): Promise<void> {
  if (firms.length === 0) return;
  const jobs = firms.map((tenantId) => ({
    data: { tenantId, payload: job.parse({}) },
    firm: tenantId,
    everySeconds,
    afterSeconds: Math.floor(Math.random() * spreadSeconds),
  }));
  await sendForFirms(await getQueue(), job.name, jobs);
}
