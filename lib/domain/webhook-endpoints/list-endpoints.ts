import "server-only";
import { asc, ne } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { MOST_ENDPOINTS } from "./endpoint-limit";
import { type EndpointSummary, endpointColumns, endpointSummary } from "./endpoint-summary";

/** The firm's endpoints that are not deleted, oldest first; no secret and no token is in it. */
export async function listEndpoints(tx: TenantTx): Promise<EndpointSummary[]> {
  const rows = await tx
    .select(endpointColumns)
    .from(webhookEndpoints)
    .where(ne(webhookEndpoints.state, "deleted"))
    .orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.id))
    .limit(MOST_ENDPOINTS);
  return rows.map(endpointSummary);
}
