import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { seal } from "@/lib/vault/seal";
import type { createEndpointInput } from "./endpoint.schema";
import { secretBinding, tokenBinding } from "./endpoint-binding";
import { hasRoomForEndpoint, MOST_ENDPOINTS } from "./endpoint-limit";
import { chooseSecret, endpointPath, mintEndpointToken } from "./endpoint-secret";
import { endpointIssues } from "./provider-modes.schema";

/** What the sender has to be told. `path` starts with `/api/webhooks/`; put the deployment's origin before it. */
export type EndpointCredentials = { endpointId: string; path: string; secret: string };

/**
 * Opens a door for one provider in one verification mode, with a new token and a secret (the given one, or a minted one),
 * both kept sealed.
 * @throws AppError `invalid_input` for a mode, account or secret that the provider's doors do not take,
 * `precondition_failed` when the firm has as many as it may
 */
export async function createEndpoint(
  tx: TenantTx,
  input: z.output<typeof createEndpointInput>,
): Promise<EndpointCredentials> {
  const [issue] = endpointIssues(input);
  if (issue) throw new AppError("invalid_input", `The ${issue.field} of this webhook address is ${issue.reason}`);
  if (!(await hasRoomForEndpoint(tx))) {
    throw new AppError("precondition_failed", `A firm can have ${MOST_ENDPOINTS} webhook addresses`);
  }
  const endpointId = randomUUID();
  const { token, hash } = mintEndpointToken();
  const { secret, fingerprint } = chooseSecret(input.mode, input.secret);
  await tx.insert(webhookEndpoints).values({
    id: endpointId,
    provider: input.provider,
    mode: input.mode,
    label: input.label ?? null,
    account: input.account ?? null,
    tokenHash: hash,
    tokenCiphertext: await seal(tx, tokenBinding(endpointId), token),
    secretCiphertext: await seal(tx, secretBinding(endpointId), secret),
    secretFingerprint: fingerprint,
  });
  return { endpointId, path: endpointPath(input.provider, token), secret };
}
