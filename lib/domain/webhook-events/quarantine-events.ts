import "server-only";
import { inArray } from "drizzle-orm";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";
import { type ActResult, lockEvents } from "./lock-events";
import { noteAct } from "./note-act";

/** Keeps events back whose work was not done: no job touches them until they are released. */
export async function quarantineEvents(
  tx: TenantTx,
  { eventIds }: { eventIds: readonly string[] },
): Promise<ActResult> {
  const { events, result } = await lockEvents(tx, eventIds, {
    states: ["received", "failed", "dead"],
    needsContent: false,
  });
  if (events.length === 0) return result;
  await tx.update(webhookEvents).set({ state: "quarantined" }).where(inArray(webhookEvents.id, result.changed));
  await noteAct(tx, "quarantine", { events });
  return result;
}
