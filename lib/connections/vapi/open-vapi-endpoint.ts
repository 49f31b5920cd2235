import "server-only";
import { and, asc, eq, ne } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { findEndpointPath } from "@/lib/domain/webhook-endpoints/find-endpoint-path";
import { setEndpointState } from "@/lib/domain/webhook-endpoints/set-endpoint-state";

/**
 * The path of the firm's door for VAPI, made when there is none. When a connection is being made anew (`isConnecting`), a
 * paused door takes deliveries again.
 */
export async function openVapiEndpoint(tx: TenantTx, { isConnecting }: { isConnecting: boolean }): Promise<string> {
  const [existing] = await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.provider, "vapi"), ne(webhookEndpoints.state, "deleted")))
    .orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.id))
    .limit(1);
  if (!existing) return (await createEndpoint(tx, { provider: "vapi", mode: "standard-webhooks" })).path;
  if (isConnecting) await setEndpointState(tx, { endpointId: existing.id, state: "active" });
  return findEndpointPath(tx, existing.id);
}
