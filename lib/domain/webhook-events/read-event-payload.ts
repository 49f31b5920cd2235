import "server-only";
import { eq } from "drizzle-orm";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { unseal } from "@/lib/vault/unseal";
import { eventBinding } from "./event-binding";
import { standsBehindEventWall } from "./event-wall";

export type ReadablePayload = Pick<
  typeof webhookEvents.$inferSelect,
  "provider" | "eventType" | "verification" | "endpointId"
> & { payload: string };

/**
 * An event's stored JSON text, for whoever may know what the event is about.
 * @throws AppError `not_found` for an unknown or foreign event, `forbidden` behind a wall, `precondition_failed` when the
 * content was removed
 */
export async function readEventPayload(tx: TenantTx, eventId: string): Promise<ReadablePayload> {
  const [row] = await tx
    .select({
      provider: webhookEvents.provider,
      eventType: webhookEvents.eventType,
      verification: webhookEvents.verification,
      endpointId: webhookEvents.endpointId,
      payloadCiphertext: webhookEvents.payloadCiphertext,
      isWalled: standsBehindEventWall(),
    })
    .from(webhookEvents)
    .where(eq(webhookEvents.id, eventId));
  if (!row) throw new AppError("not_found", "This event does not exist");
  const { isWalled, payloadCiphertext, ...event } = row;
  if (isWalled) throw new AppError("forbidden", "This event is about a restricted case that you are not a member of");
  if (payloadCiphertext === null) throw new AppError("precondition_failed", "This event's content was removed");
  return { ...event, payload: await unseal(tx, eventBinding(eventId), payloadCiphertext) };
}
