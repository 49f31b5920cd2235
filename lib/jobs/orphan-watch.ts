import "server-only";
import type { PgBoss } from "pg-boss";
import { reclaimJobs } from "@/db/queue-claims";
import { log } from "@/lib/core/log";

/** The jobs of a worker that was silent for so long are given out again; a living one speaks every two seconds. */
const SILENT_SECONDS = 6;

/** A longer gap between two looks means that the database or this process stood still, and others may have as well. */
const GAP_MS = 3_000;
/** After such a gap every living worker gets the time to speak first. */
const COURTESY_MS = 8_000;

export type OrphanWatch = { look: (held: readonly string[]) => Promise<void> };

/**
 * Finds jobs whose worker died, faster than the queue library's own supervision does, which stays for the case that nobody
 * looks. What is taken from a living worker by mistake is done twice, which every job must bear.
 */
export function createOrphanWatch(queue: PgBoss, clock: () => number = () => performance.now()): OrphanWatch {
  let lastLookAt: number | null = null;
  let waitsUntil = 0;
  return {
    look: async (held) => {
      const now = clock();
      if (lastLookAt !== null && now - lastLookAt > GAP_MS) waitsUntil = now + COURTESY_MS;
      lastLookAt = now;
      if (now < waitsUntil) return;
      const count = await reclaimJobs(queue, { silentSeconds: SILENT_SECONDS, held });
      if (count > 0) log("warn", "jobs of a lost worker taken back", { count });
    },
  };
}
