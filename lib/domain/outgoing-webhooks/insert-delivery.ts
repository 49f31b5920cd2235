import "server-only";
import { randomUUID } from "node:crypto";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import type { TenantTx } from "@/db/tenant";
import { seal } from "@/lib/vault/seal";
import { enqueueAttempt } from "./enqueue-attempt";
import { mintMessageId } from "./event-envelope";
import type { OutgoingEventType } from "./event-types.schema";
import { payloadBinding } from "./webhook-binding";

type NewDelivery = {
  subscriptionId: string;
  eventType: OutgoingEventType;
  sequence: number;
  /** The envelope as JSON: exactly the bytes that are sent and signed. */
  payload: string;
  now: Date;
} & ({ origin: "event" | "test" } | { origin: "replay"; replayOf: string });

/** Puts an event on its way to one subscription: row and job, in the transaction of what happened. */
export async function insertDelivery(tx: TenantTx, delivery: NewDelivery): Promise<{ deliveryId: string }> {
  const deliveryId = randomUUID();
  const { subscriptionId, eventType, sequence, origin, now } = delivery;
  await tx.insert(webhookDeliveries).values({
    id: deliveryId,
    subscriptionId,
    messageId: mintMessageId(),
    eventType,
    sequence,
    origin,
    replayOf: delivery.origin === "replay" ? delivery.replayOf : null,
    payloadCiphertext: await seal(tx, payloadBinding(deliveryId), delivery.payload),
    nextAttemptAt: now,
  });
  await enqueueAttempt(tx, { deliveryId, number: 1 });
  return { deliveryId };
}
