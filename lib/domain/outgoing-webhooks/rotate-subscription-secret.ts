import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { webhookSubscriptions } from "@/db/schema/webhook-subscriptions";
import type { TenantTx } from "@/db/tenant";
import { fingerprintOf } from "@/lib/vault/fingerprint-of";
import { seal } from "@/lib/vault/seal";
import { requireSubscription } from "./lock-subscription";
import { mintSubscriptionSecret } from "./subscription-secret";
import type { rotateSubscriptionSecretInput } from "./subscriptions.schema";
import { secretBinding } from "./webhook-binding";

/**
 * Gives a subscription a new secret. Until the overlap ends every message carries both signatures, so that the receiver
 * can be changed at any moment of it.
 * @throws AppError `not_found`
 */
export async function rotateSubscriptionSecret(
  tx: TenantTx,
  input: z.output<typeof rotateSubscriptionSecretInput>,
  now: Date = new Date(),
): Promise<{ secret: string; previousUsableUntil: Date | null }> {
  const { subscriptionId, overlapHours } = input;
  const subscription = await requireSubscription(tx, subscriptionId);
  const secret = mintSubscriptionSecret();
  const previousUsableUntil = overlapHours === 0 ? null : new Date(now.getTime() + overlapHours * 3_600_000);
  await tx
    .update(webhookSubscriptions)
    .set({
      secretCiphertext: await seal(tx, secretBinding(subscriptionId), secret),
      secretFingerprint: fingerprintOf(secret),
      previousSecretCiphertext: previousUsableUntil === null ? null : subscription.secretCiphertext,
      previousSecretUsableUntil: previousUsableUntil,
      updatedAt: now,
    })
    .where(eq(webhookSubscriptions.id, subscriptionId));
  return { secret, previousUsableUntil };
}
