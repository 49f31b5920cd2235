import "server-only";
import { inArray } from "drizzle-orm";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { type ActResult, lockEvents } from "./lock-events";
import { noteAct } from "./note-act";
import { processWebhookEventJob } from "./process-webhook-event.job";

/**
 * Has the work of events done once more, from what is stored: of those that ended, well or not. The work is idempotent, so
 * one that was done before changes nothing that still stands. An event that waits already is left as it is.
 */
export async function replayEvents(
  tx: TenantTx,
  { eventIds }: { eventIds: readonly string[] },
  now: Date = new Date(),
): Promise<ActResult> {
  const { events, result } = await lockEvents(tx, eventIds, {
    states: ["processed", "ignored", "failed", "dead"],
    needsContent: true,
  });
  if (events.length === 0) return result;
  await tx
    .update(webhookEvents)
    .set({ state: "received", attempts: 0, failure: null, processedAt: null, replayedAt: now })
    .where(inArray(webhookEvents.id, result.changed));
  for (const { id } of events) await enqueue(tx, processWebhookEventJob, { eventId: id }, { singletonKey: id });
  await noteAct(tx, "replay", { events });
  return result;
}
