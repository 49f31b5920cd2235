import "server-only";
import { asc, inArray, sql } from "drizzle-orm";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";

type EventState = (typeof webhookEvents.$inferSelect)["state"];

export type LockedEvent = { id: string; state: EventState };

/** Why an act left an event as it was. A foreign event is an unknown one. */
export type KeptReason = "unknown" | "state" | "content_removed";

/** What an act on many events did. */
export type ActResult = { changed: string[]; kept: { eventId: string; reason: KeptReason }[] };

type Takes = { states: readonly EventState[]; needsContent: boolean };

/** Those of the events that an act takes, locked to the end of the transaction, and why it leaves the others. */
export async function lockEvents(
  tx: TenantTx,
  eventIds: readonly string[],
  takes: Takes,
): Promise<{ events: LockedEvent[]; result: ActResult }> {
  const ids = [...new Set(eventIds)];
  // In the order of the ids, so that two acts on the same events wait for each other; and before anything audited is
  // written, because an event's work takes its row before the firm's chain.
  const rows = await tx
    .select({
      id: webhookEvents.id,
      state: webhookEvents.state,
      hasContent: sql<boolean>`${webhookEvents.payloadCiphertext} is not null`,
    })
    .from(webhookEvents)
    .where(inArray(webhookEvents.id, ids))
    .orderBy(asc(webhookEvents.id))
    .for("update");
  const found = new Map(rows.map((row) => [row.id, row]));
  const reasonOf = (id: string): KeptReason | null => {
    const row = found.get(id);
    if (!row) return "unknown";
    if (!takes.states.includes(row.state)) return "state";
    return takes.needsContent && !row.hasContent ? "content_removed" : null;
  };
  const events = rows.filter(({ id }) => reasonOf(id) === null);
  const kept = ids.flatMap((eventId) => {
    const reason = reasonOf(eventId);
    return reason === null ? [] : [{ eventId, reason }];
  });
  return { events, result: { changed: events.map(({ id }) => id), kept } };
}
