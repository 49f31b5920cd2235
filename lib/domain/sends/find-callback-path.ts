import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { LINE_PROVIDERS } from "@/db/schema/lines";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { findEndpointPath } from "@/lib/domain/webhook-endpoints/find-endpoint-path";

/** Where a provider is to tell what became of a message: the path of the firm's oldest open door for it, or null without one. */
export async function findCallbackPath(
  tx: TenantTx,
  provider: (typeof LINE_PROVIDERS)[number],
): Promise<string | null> {
  const [door] = await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.provider, provider), eq(webhookEndpoints.state, "active")))
    .orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.id))
    .limit(1);
  return door ? findEndpointPath(tx, door.id) : null;
}
