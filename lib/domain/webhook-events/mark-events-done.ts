import "server-only";
import { inArray } from "drizzle-orm";
import type { z } from "zod";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";
import { type ActResult, lockEvents } from "./lock-events";
import { noteAct } from "./note-act";
import type { markEventsDoneInput } from "./webhook-log.schema";

/** Says that nothing is left to do about events whose work was not done, and why. They can still be replayed. */
export async function markEventsDone(
  tx: TenantTx,
  { eventIds, reason }: z.output<typeof markEventsDoneInput>,
  now: Date = new Date(),
): Promise<ActResult> {
  const { events, result } = await lockEvents(tx, eventIds, {
    states: ["received", "failed", "dead", "quarantined"],
    needsContent: false,
  });
  if (events.length === 0) return result;
  await tx
    .update(webhookEvents)
    .set({ state: "processed", processedAt: now, failure: null })
    .where(inArray(webhookEvents.id, result.changed));
  await noteAct(tx, "mark_done", { events, detail: { reason } });
  return result;
}
