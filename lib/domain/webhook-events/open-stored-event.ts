import "server-only";
import type { webhookEvents } from "@/db/schema/webhook-events";
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

type EventRow = Pick<
  typeof webhookEvents.$inferSelect,
  "id" | "provider" | "callId" | "receivedAt" | "payloadCiphertext"
>;

/**
 * Opens the content of an event for its work.
 * @throws AppError `not_found` when the content was removed at the end of its keeping
 */
export async function openStoredEvent(tx: TenantTx, row: EventRow): Promise<StoredEvent> {
  if (row.payloadCiphertext === null) throw new AppError("not_found", "This event's content was removed");
  const { id, provider, callId, receivedAt } = row;
  return { id, provider, callId, receivedAt, payload: await unseal(tx, eventBinding(id), row.payloadCiphertext) };
}
