import "server-only";
import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import type { TenantTx } from "@/db/tenant";
import { unseal } from "@/lib/vault/unseal";
import { enqueueAttempt } from "./enqueue-attempt";
import { type LockedSubscription, lockSubscription } from "./lock-subscription";
import { unsealHeaders } from "./sealed-headers";
import { payloadBinding, secretBinding, urlBinding } from "./webhook-binding";

/** All that one attempt needs, so that no transaction is open while it is made. */
export type DeliveryAttempt = {
  messageId: string;
  url: string;
  headers: Record<string, string>;
  /** The current secret first; two during a rotation. */
  secrets: string[];
  body: string;
};

type Delivery = typeof webhookDeliveries.$inferSelect;

const SUSPENDED_WAIT_MS = 3_600_000;

/**
 * The attempt of this number, from 1, or null when it is not to be made: it was made before, the delivery is over, paused
 * (then it waits for setSubscriptionState), or cancelled with its subscription or firm.
 */
export async function beginDelivery(
  tx: TenantTx,
  input: { deliveryId: string; number: number; now: Date },
): Promise<DeliveryAttempt | null> {
  const [known] = await tx
    .select({ subscriptionId: webhookDeliveries.subscriptionId })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.id, input.deliveryId));
  if (!known) return null;
  const subscription = await lockSubscription(tx, known.subscriptionId);
  const [delivery] = await tx
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.id, input.deliveryId))
    .for("update");
  if (!subscription || delivery?.state !== "waiting" || delivery.attempts !== input.number - 1) return null;
  switch (await admit(tx, { delivery, subscription })) {
    case "send":
      return readAttempt(tx, { delivery, subscription, now: input.now });
    case "cancel":
      await change(tx, delivery.id, { state: "cancelled", nextAttemptAt: null });
      return null;
    case "hold":
      await change(tx, delivery.id, { nextAttemptAt: null });
      return null;
    case "later": {
      const at = new Date(input.now.getTime() + SUSPENDED_WAIT_MS);
      await change(tx, delivery.id, { nextAttemptAt: at });
      await enqueueAttempt(tx, { deliveryId: delivery.id, number: input.number, at });
      return null;
    }
  }
}

/** A test goes out whatever the subscription's state, as long as it has an address. */
async function admit(
  tx: TenantTx,
  { delivery, subscription }: { delivery: Delivery; subscription: LockedSubscription },
): Promise<"send" | "cancel" | "hold" | "later"> {
  const [firm] = await tx.select({ suspendedAt: firms.suspendedAt, deletedAt: firms.deletedAt }).from(firms).limit(1);
  if (firm && firm.deletedAt !== null) return "cancel";
  if (subscription.state === "deleted" || delivery.payloadCiphertext === null) return "cancel";
  if (firm && firm.suspendedAt !== null) return "later";
  if (delivery.origin === "test" || subscription.state === "active") return "send";
  return subscription.state === "paused" ? "hold" : "cancel";
}

async function readAttempt(
  tx: TenantTx,
  due: { delivery: Delivery; subscription: LockedSubscription; now: Date },
): Promise<DeliveryAttempt> {
  const { delivery, subscription, now } = due;
  const previous = subscription.previousSecretCiphertext;
  const until = subscription.previousSecretUsableUntil;
  const sealedSecrets = [
    subscription.secretCiphertext,
    ...(previous !== null && until !== null && now < until ? [previous] : []),
  ];
  const secrets: string[] = [];
  for (const sealed of sealedSecrets) secrets.push(await unseal(tx, secretBinding(subscription.id), sealed));
  return {
    messageId: delivery.messageId,
    url: await unseal(tx, urlBinding(subscription.id), subscription.urlCiphertext),
    headers: await unsealHeaders(tx, subscription),
    secrets,
    body: await unseal(tx, payloadBinding(delivery.id), delivery.payloadCiphertext ?? Buffer.alloc(0)),
  };
}

async function change(
  tx: TenantTx,
  deliveryId: string,
  values: Partial<typeof webhookDeliveries.$inferInsert>,
): Promise<void> {
  await tx.update(webhookDeliveries).set(values).where(eq(webhookDeliveries.id, deliveryId));
}
