import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";

/**
 * Pauses or resumes all of the firm's endpoints of a provider at once, those that were paused one by one included. Gives how
 * many changed; deleted ones never do.
 */
export async function setProviderState(
  tx: TenantTx,
  { provider, state }: { provider: string; state: "active" | "paused" },
): Promise<number> {
  const from = state === "paused" ? "active" : "paused";
  const isToChange = and(eq(webhookEndpoints.provider, provider), eq(webhookEndpoints.state, from));
  // In one order and before the audited write, as everything that changes several rows.
  await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(isToChange)
    .orderBy(asc(webhookEndpoints.id))
    .for("update");
  const rows = await tx
    .update(webhookEndpoints)
    .set({ state, updatedAt: new Date() })
    .where(isToChange)
    .returning({ id: webhookEndpoints.id });
  return rows.length;
}
