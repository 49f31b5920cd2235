import "server-only";
import { count, ne } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";

/** Endpoints that a firm may have at a time: several lines and offices of every provider, and a page that shows them all. */
export const MOST_ENDPOINTS = 100;

/** Whether the firm may open another endpoint. */
export async function hasRoomForEndpoint(tx: TenantTx): Promise<boolean> {
  const [row] = await tx.select({ open: count() }).from(webhookEndpoints).where(ne(webhookEndpoints.state, "deleted"));
  return (row?.open ?? 0) < MOST_ENDPOINTS;
}
