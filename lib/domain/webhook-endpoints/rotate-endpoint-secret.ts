import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { seal } from "@/lib/vault/seal";
import type { rotateEndpointSecretInput } from "./endpoint.schema";
import { secretBinding } from "./endpoint-binding";
import { chooseSecret } from "./endpoint-secret";
import { type EndpointMode, secretIssues, secretSourceOf } from "./provider-modes.schema";

/** `previousUsableUntil` is null when the secret of before was none that a sender could know. */
export type RotatedSecret = { mode: EndpointMode; secret: string; previousUsableUntil: Date | null };

/**
 * Gives an endpoint a new secret: the given one, or a minted one where Docketline makes them. The one before stays valid
 * for `overlapHours` from `now`, so that deliveries signed with either are accepted while the sender is being changed (WH-10).
 * @throws AppError `not_found` for an unknown, foreign or deleted endpoint, `invalid_input` for a secret of another form or
 * none where the provider makes it, `precondition_failed` where no secret is shared
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
      fingerprint: webhookEndpoints.secretFingerprint,
      secretCiphertext: webhookEndpoints.secretCiphertext,
    })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, input.endpointId))
    .for("update");
  if (!endpoint || endpoint.state === "deleted") throw new AppError("not_found", "This webhook address does not exist");
  const source = secretSourceOf(endpoint.mode);
  if (source === "none") throw new AppError("precondition_failed", "This webhook address has no secret");
  if (!input.secret && source === "typed") throw new AppError("invalid_input", "Enter the provider's new secret");
  if (input.secret && secretIssues(endpoint.mode, input.secret).length > 0) {
    throw new AppError("invalid_input", "This is no secret of that kind");
  }
  const { secret, fingerprint } = chooseSecret(endpoint.mode, input.secret);
  const hadSecret = endpoint.fingerprint !== "";
  const previousUsableUntil = hadSecret ? new Date(now.getTime() + input.overlapHours * 3_600_000) : null;
  await tx
    .update(webhookEndpoints)
    .set({
      secretCiphertext: await seal(tx, secretBinding(input.endpointId), secret),
      secretFingerprint: fingerprint,
      previousSecretCiphertext: hadSecret ? endpoint.secretCiphertext : null,
      previousSecretUsableUntil: previousUsableUntil,
      updatedAt: now,
    })
    .where(eq(webhookEndpoints.id, input.endpointId));
  return { mode: endpoint.mode, secret, previousUsableUntil };
}
