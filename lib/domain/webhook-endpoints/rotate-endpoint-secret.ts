import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { fingerprintOf } from "@/lib/vault/fingerprint-of";
import { seal } from "@/lib/vault/seal";
import type { rotateEndpointSecretInput } from "./endpoint.schema";
import { secretBinding } from "./endpoint-binding";
import { mintEndpointSecret } from "./endpoint-secret";

export type RotatedSecret = { secret: string; previousUsableUntil: Date };

/**
 * Gives an endpoint a new secret. The one before stays valid for `overlapHours` from `now`, so that deliveries signed
 * with either are accepted while the sender is being changed (WH-10).
 * @throws AppError `not_found` for an unknown, foreign or deleted endpoint
 */
export async function rotateEndpointSecret(
  tx: TenantTx,
  input: z.output<typeof rotateEndpointSecretInput>,
  now: Date = new Date(),
): Promise<RotatedSecret> {
  const [endpoint] = await tx
    .select({
      mode: webhookEndpoints.mode,
      state: webhookEndpoints.state,
      secretCiphertext: webhookEndpoints.secretCiphertext,
    })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, input.endpointId))
    .for("update");
  if (!endpoint || endpoint.state === "deleted") throw new AppError("not_found", "This webhook address does not exist");
  const secret = mintEndpointSecret(endpoint.mode);
  const previousUsableUntil = new Date(now.getTime() + input.overlapHours * 3_600_000);
  await tx
    .update(webhookEndpoints)
    .set({
      secretCiphertext: await seal(tx, secretBinding(input.endpointId), secret),
      secretFingerprint: fingerprintOf(secret),
      previousSecretCiphertext: endpoint.secretCiphertext,
      previousSecretUsableUntil: previousUsableUntil,
      updatedAt: now,
    })
    .where(eq(webhookEndpoints.id, input.endpointId));
  return { secret, previousUsableUntil };
}
