import "server-only";
import { inArray } from "drizzle-orm";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { type ActResult, lockEvents } from "./lock-events";
import { noteAct } from "./note-act";
import { processWebhookEventJob } from "./process-webhook-event.job";

/** Lets events out of quarantine: their work is queued anew, because the job that found them kept back is gone. */
export async function releaseEvents(tx: TenantTx, { eventIds }: { eventIds: readonly string[] }): Promise<ActResult> {
  const { events, result } = await lockEvents(tx, eventIds, { states: ["quarantined"], needsContent: true });
  if (events.length === 0) return result;
  await tx
    .update(webhookEvents)
    .set({ state: "received", attempts: 0, failure: null })
    .where(inArray(webhookEvents.id, result.changed));
  for (const { id } of events) await enqueue(tx, processWebhookEventJob, { eventId: id }, { singletonKey: id });
  await noteAct(tx, "release", { events });
  return result;
}
