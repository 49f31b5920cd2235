import "server-only";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import { webhookAlerts } from "@/db/schema/webhook-alerts";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";

/** Endpoints that are open, and others that still have an alert. */
export async function listWatchedEndpoints(tx: TenantTx): Promise<string[]> {
  const hasAlert = sql`exists (${tx
    .select({ one: sql`1` })
    .from(webhookAlerts)
    .where(and(eq(webhookAlerts.endpointId, webhookEndpoints.id), isNull(webhookAlerts.closedAt)))})`;
  const rows = await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(or(eq(webhookEndpoints.state, "active"), hasAlert))
    .orderBy(webhookEndpoints.id);
  return rows.map(({ id }) => id);
}
