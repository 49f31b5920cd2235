import "server-only";
import { and, inArray, lt, sql } from "drizzle-orm";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";

/** Longer than all tries of webhooks.process with their longest pauses take together. */
const LOST_AFTER_MS = 6 * 3_600_000;
/** Stands as the failure of an event whose work ended without a word. */
const LOST_FAILURE = "lost";

/**
 * Makes dead letters of events that wait for work and for which none can be left: a worker that was killed at the last try
 * cannot say so itself. If a job comes after all, it does the work as for any other dead letter. Gives how many.
 */
export async function buryLostEvents(tx: TenantTx, now: Date): Promise<number> {
  const since = sql`coalesce(${webhookEvents.replayedAt}, ${webhookEvents.receivedAt})`;
  const rows = await tx
    .update(webhookEvents)
    .set({ state: "dead", failure: LOST_FAILURE })
    .where(
      and(inArray(webhookEvents.state, ["received", "failed"]), lt(since, new Date(now.getTime() - LOST_AFTER_MS))),
    )
    .returning({ id: webhookEvents.id });
  return rows.length;
}
