import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { fingerprintOf } from "@/lib/vault/fingerprint-of";
import { seal } from "@/lib/vault/seal";
import type { createEndpointInput } from "./endpoint.schema";
import { secretBinding, tokenBinding } from "./endpoint-binding";
import { endpointPath, mintEndpointSecret, mintEndpointToken } from "./endpoint-secret";

/** What the sender has to be told. `path` starts with `/api/webhooks/`; put the deployment's origin before it. */
export type EndpointCredentials = { endpointId: string; path: string; secret: string };

/** Opens a door for one provider in one verification mode, with a new token and secret, both kept sealed. */
export async function createEndpoint(
  tx: TenantTx,
  input: z.output<typeof createEndpointInput>,
): Promise<EndpointCredentials> {
  const endpointId = randomUUID();
  const { token, hash } = mintEndpointToken();
  const secret = mintEndpointSecret(input.mode);
  await tx.insert(webhookEndpoints).values({
    id: endpointId,
    provider: input.provider,
    mode: input.mode,
    tokenHash: hash,
    tokenCiphertext: await seal(tx, tokenBinding(endpointId), token),
    secretCiphertext: await seal(tx, secretBinding(endpointId), secret),
    secretFingerprint: fingerprintOf(secret),
  });
  return { endpointId, path: endpointPath(input.provider, token), secret };
}
