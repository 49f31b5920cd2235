import "server-only";
import { eq } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { unseal } from "@/lib/vault/unseal";
import { tokenBinding } from "./endpoint-binding";
import { endpointPath } from "./endpoint-secret";

/**
 * The path of an endpoint, for telling the provider where to send. It is a capability: it goes to that provider and to
 * the firm's admins only.
 * @throws AppError `not_found`
 */
export async function findEndpointPath(tx: TenantTx, endpointId: string): Promise<string> {
  const [row] = await tx
    .select({ provider: webhookEndpoints.provider, tokenCiphertext: webhookEndpoints.tokenCiphertext })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpointId));
  if (!row) throw new AppError("not_found", "This webhook address does not exist");
  return endpointPath(row.provider, await unseal(tx, tokenBinding(endpointId), row.tokenCiphertext));
}
