import "server-only";
import { and, eq, isNull, lt, or } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { markCause } from "@/lib/domain/automation/mark-cause";
import { openStoredEvent, type StoredEvent } from "./open-stored-event";

/** States in which the job has nothing to do; a person's quarantine is one until it is released. */
const AT_REST: readonly (typeof webhookEvents.$inferSelect)["state"][] = ["processed", "ignored", "quarantined"];
const SEEN_EVERY_MS = 10_000;

/**
 * Does a stored event's work once: the work and the mark `processed` commit together, and an event that has the mark is
 * left alone (WH-06). The event's row is locked, so two deliveries of one job do not work at the same time; the lock is
 * all that says that an event is being worked on, because a stored mark would outlive a worker that was killed.
 * @throws AppError `not_found` for an unknown event and for one whose content was removed; whatever `work` throws
 */
export async function workOnEvent(
  tx: TenantTx,
  eventId: string,
  work: (event: StoredEvent) => Promise<void>,
): Promise<void> {
  const [row] = await tx.select().from(webhookEvents).where(eq(webhookEvents.id, eventId)).for("update");
  if (!row) throw new AppError("not_found", "This event does not exist");
  if (AT_REST.includes(row.state)) return;
  const event = await openStoredEvent(tx, row);
  // First, because rotating the endpoint's secret locks its row before the firm's chain.
  if (row.endpointId && row.origin !== "recovered") await markSeen(tx, row.endpointId, row.receivedAt);
  await markCause(tx, eventId);
  await work(event);
  await tx
    .update(webhookEvents)
    .set({ state: "processed", processedAt: new Date(), attempts: row.attempts + 1, failure: null })
    .where(eq(webhookEvents.id, eventId));
}

/** Coarse on purpose: one row for each endpoint would otherwise be rewritten by every event. */
async function markSeen(tx: TenantTx, endpointId: string, receivedAt: Date): Promise<void> {
  const isOld = or(
    isNull(webhookEndpoints.lastEventAt),
    lt(webhookEndpoints.lastEventAt, new Date(receivedAt.getTime() - SEEN_EVERY_MS)),
  );
  await tx
    .update(webhookEndpoints)
    .set({ lastEventAt: receivedAt })
    .where(and(eq(webhookEndpoints.id, endpointId), isOld));
}
