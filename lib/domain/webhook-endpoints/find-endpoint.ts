import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { type EndpointSummary, endpointColumns, endpointSummary } from "./endpoint-summary";

/** One endpoint as it may be shown; null for an unknown, foreign or deleted one. */
export async function findEndpoint(tx: TenantTx, endpointId: string): Promise<EndpointSummary | null> {
  const [row] = await tx
    .select(endpointColumns)
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, endpointId), ne(webhookEndpoints.state, "deleted")));
  return row ? endpointSummary(row) : null;
}
