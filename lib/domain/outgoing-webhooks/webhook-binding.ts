import "server-only";
import type { VaultBinding } from "@/lib/vault/seal";

/** What the sealed address of a subscription belongs to. */
export function urlBinding(subscriptionId: string): VaultBinding {
  return { service: "webhook_subscriptions.url", recordId: subscriptionId };
}

/** What a subscription's sealed secrets belong to; the previous one is the current one of before, moved as it is. */
export function secretBinding(subscriptionId: string): VaultBinding {
  return { service: "webhook_subscriptions.secret", recordId: subscriptionId };
}

/** What the sealed further headers of a subscription belong to. */
export function headersBinding(subscriptionId: string): VaultBinding {
  return { service: "webhook_subscriptions.headers", recordId: subscriptionId };
}

/** What the sealed event of a delivery belongs to. */
export function payloadBinding(deliveryId: string): VaultBinding {
  return { service: "webhook_deliveries.payload", recordId: deliveryId };
}

/** What the sealed beginning of a receiver's answer belongs to. */
export function answerBinding(deliveryId: string, number: number): VaultBinding {
  return { service: "webhook_delivery_attempts.answer", recordId: `${deliveryId}.${number}` };
}
