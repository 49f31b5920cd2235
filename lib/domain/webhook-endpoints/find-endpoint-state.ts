import "server-only";
import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";

/** Whether deliveries of an endpoint may be kept now; `gone` when its firm was deleted. */
export async function findEndpointState(
  tx: TenantTx,
  endpointId: string,
): Promise<"active" | "paused" | "deleted" | "gone"> {
  const [row] = await tx
    .select({ state: webhookEndpoints.state, deletedAt: firms.deletedAt })
    .from(webhookEndpoints)
    .leftJoin(firms, eq(firms.tenantId, webhookEndpoints.tenantId))
    .where(eq(webhookEndpoints.id, endpointId));
  if (!row) return "deleted";
  return row.deletedAt === null ? row.state : "gone";
}
