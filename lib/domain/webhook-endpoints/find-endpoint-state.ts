import "server-only";
import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";

/**
 * Whether deliveries of an endpoint may be kept now; `gone` when its firm was deleted. Null stands for the platform's own
 * door, which only a deleted firm closes.
 */
export async function findEndpointState(
  tx: TenantTx,
  endpointId: string | null,
): Promise<"active" | "paused" | "deleted" | "gone"> {
  const [firm] = await tx.select({ deletedAt: firms.deletedAt }).from(firms).limit(1);
  if (firm && firm.deletedAt !== null) return "gone";
  if (endpointId === null) return "active";
  const [endpoint] = await tx
    .select({ state: webhookEndpoints.state })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpointId));
  return endpoint?.state ?? "deleted";
}
