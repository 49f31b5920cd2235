import "server-only";
import { randomUUID } from "node:crypto";
import { count, ne } from "drizzle-orm";
import type { z } from "zod";
import { webhookSubscriptions } from "@/db/schema/webhook-subscriptions";
import { lockName, type TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { fingerprintOf } from "@/lib/vault/fingerprint-of";
import { seal } from "@/lib/vault/seal";
import type { CheckedReceiver } from "./checked-receiver";
import { sealHeaders } from "./sealed-headers";
import { MOST_SUBSCRIPTIONS } from "./subscription-limit";
import { mintSubscriptionSecret } from "./subscription-secret";
import type { createSubscriptionInput } from "./subscriptions.schema";
import { secretBinding, urlBinding } from "./webhook-binding";

type NewSubscription = Omit<z.output<typeof createSubscriptionInput>, "url"> & {
  receiver: CheckedReceiver;
  userId: string | null;
};

/**
 * Subscribes a receiver to events. The secret is in the answer and, from then on, only in the vault.
 * @throws AppError `precondition_failed` when the firm has 50 subscriptions
 */
export async function createSubscription(
  tx: TenantTx,
  input: NewSubscription,
): Promise<{ subscriptionId: string; secret: string }> {
  await lockName(tx, "webhook_subscriptions");
  const [present] = await tx
    .select({ count: count() })
    .from(webhookSubscriptions)
    .where(ne(webhookSubscriptions.state, "deleted"));
  if ((present?.count ?? 0) >= MOST_SUBSCRIPTIONS) {
    throw new AppError("precondition_failed", `A firm can have ${MOST_SUBSCRIPTIONS} subscriptions`);
  }
  const subscriptionId = randomUUID();
  const secret = mintSubscriptionSecret();
  await tx.insert(webhookSubscriptions).values({
    id: subscriptionId,
    label: input.label,
    urlCiphertext: await seal(tx, urlBinding(subscriptionId), input.receiver.url),
    urlHost: input.receiver.host,
    eventTypes: input.eventTypes,
    secretCiphertext: await seal(tx, secretBinding(subscriptionId), secret),
    secretFingerprint: fingerprintOf(secret),
    ...(await sealHeaders(tx, subscriptionId, input.headers)),
    createdByUserId: input.userId,
  });
  return { subscriptionId, secret };
}
