import "server-only";
import { and, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { unseal } from "@/lib/vault/unseal";
import type { EndpointCredentials } from "./create-endpoint";
import type { revealEndpointInput } from "./endpoint.schema";
import { secretBinding, tokenBinding } from "./endpoint-binding";
import { endpointPath } from "./endpoint-secret";
import { type EndpointMode, secretSourceOf } from "./provider-modes.schema";

export type RevealedEndpoint = EndpointCredentials & { mode: EndpointMode };

/**
 * The address and the current secret of an endpoint, for setting up the sender. For firm admins only, which the caller
 * has checked; every reading stands in the audit log. A secret that the provider made is never shown again: it opens more
 * than this door.
 * @throws AppError `not_found` for an unknown, foreign or deleted endpoint, `precondition_failed` where there is no secret
 * of ours
 */
export async function revealEndpoint(
  tx: TenantTx,
  input: z.output<typeof revealEndpointInput>,
): Promise<RevealedEndpoint> {
  const [endpoint] = await tx
    .select({
      provider: webhookEndpoints.provider,
      mode: webhookEndpoints.mode,
      tokenCiphertext: webhookEndpoints.tokenCiphertext,
      secretCiphertext: webhookEndpoints.secretCiphertext,
    })
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, input.endpointId), ne(webhookEndpoints.state, "deleted")));
  if (!endpoint) throw new AppError("not_found", "This webhook address does not exist");
  if (secretSourceOf(endpoint.mode) !== "minted") {
    throw new AppError("precondition_failed", "The provider's own secret is not shown again");
  }
  await auditEvent(tx, {
    action: "webhook_endpoint.reveal",
    subjectType: "webhook_endpoints",
    subjectId: input.endpointId,
    outcome: "done",
    detail: { provider: endpoint.provider },
  });
  const token = await unseal(tx, tokenBinding(input.endpointId), endpoint.tokenCiphertext);
  return {
    endpointId: input.endpointId,
    mode: endpoint.mode,
    path: endpointPath(endpoint.provider, token),
    secret: await unseal(tx, secretBinding(input.endpointId), endpoint.secretCiphertext),
  };
}
