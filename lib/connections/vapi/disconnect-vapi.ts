import "server-only";
import { and, eq } from "drizzle-orm";
import { connections } from "@/db/schema/connections";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { inTenant, lockName } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { deleteApiKey } from "@/lib/vault/delete-api-key";

/** Ends the firm's keys for VAPI and pauses its door: no call can be placed and no delivery is taken. History stays. */
export async function disconnectVapi(principal: Principal): Promise<void> {
  await inTenant(principal, async (tx) => {
    await lockName(tx, "connection:vapi");
    await deleteApiKey(tx, "vapi");
    await tx
      .update(connections)
      .set({ state: "disconnected", updatedAt: new Date() })
      .where(eq(connections.serviceName, "vapi"));
    await tx
      .update(webhookEndpoints)
      .set({ state: "paused", updatedAt: new Date() })
      .where(and(eq(webhookEndpoints.provider, "vapi"), eq(webhookEndpoints.state, "active")));
  });
}
