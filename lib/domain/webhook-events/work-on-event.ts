import "server-only";
import { and, eq, isNull, lt, or } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { unseal } from "@/lib/vault/unseal";
import { eventBinding } from "./event-binding";

export type StoredEvent = {
  id: string;
  provider: string;
  callId: string | null;
  receivedAt: Date;
  /** The stored JSON text. */
  payload: string;
};

const DONE: readonly (typeof webhookEvents.$inferSelect)["state"][] = ["processed", "ignored"];
const SEEN_EVERY_MS = 10_000;

/**
 * Does a stored event's work once: the work and the mark `processed` commit together, and an event that has the mark is
 * left alone (WH-06). The event's row is locked, so two deliveries of one job do not work at the same time.
 * @throws AppError `not_found` for an unknown event; whatever `work` throws
 */
export async function workOnEvent(
  tx: TenantTx,
  eventId: string,
  work: (event: StoredEvent) => Promise<void>,
): Promise<void> {
  const [row] = await tx.select().from(webhookEvents).where(eq(webhookEvents.id, eventId)).for("update");
  if (!row) throw new AppError("not_found", "This event does not exist");
  if (DONE.includes(row.state)) return;
  if (row.payloadCiphertext === null) throw new AppError("not_found", "This event's content was removed");
  const payload = await unseal(tx, eventBinding(eventId), row.payloadCiphertext);
  // First, because rotating the endpoint's secret locks its row before the firm's chain.
  if (row.endpointId) await markSeen(tx, row.endpointId, row.receivedAt);
  await work({ id: row.id, provider: row.provider, callId: row.callId, receivedAt: row.receivedAt, payload });
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
