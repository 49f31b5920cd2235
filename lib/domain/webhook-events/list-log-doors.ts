import "server-only";
import { asc, sql } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";

/** An address that the log may name, deleted ones included. */
export type LogDoor = Pick<typeof webhookEndpoints.$inferSelect, "id" | "provider" | "label" | "state">;

const MOST_DOORS = 200;

/** The firm's addresses by provider and name, open ones first. */
export async function listLogDoors(tx: TenantTx): Promise<LogDoor[]> {
  return tx
    .select({
      id: webhookEndpoints.id,
      provider: webhookEndpoints.provider,
      label: webhookEndpoints.label,
      state: webhookEndpoints.state,
    })
    .from(webhookEndpoints)
    .orderBy(
      sql`${webhookEndpoints.state} = 'deleted'`,
      asc(webhookEndpoints.provider),
      asc(webhookEndpoints.label),
      asc(webhookEndpoints.createdAt),
    )
    .limit(MOST_DOORS);
}
