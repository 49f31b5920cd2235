import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { revealEndpoint } from "@/lib/domain/webhook-endpoints/reveal-endpoint";
import { setEndpointState } from "@/lib/domain/webhook-endpoints/set-endpoint-state";

export type InstanceDoor = { path: string; jwtKey: string };

/**
 * The firm's door for the events of one WhatsApp instance, made when there is none; it takes no other instance's. A door that
 * was paused takes deliveries again: whoever connects the line wants its messages.
 */
export async function openInstanceDoor(
  tx: TenantTx,
  { instance, label }: { instance: string; label: string },
): Promise<InstanceDoor> {
  const endpointId = await findInstanceDoor(tx, instance);
  if (endpointId === null) {
    const made = await createEndpoint(tx, { provider: "evolution", mode: "evolution-jwt", account: instance, label });
    return { path: made.path, jwtKey: made.secret };
  }
  await setEndpointState(tx, { endpointId, state: "active" });
  const { path, secret } = await revealEndpoint(tx, { endpointId });
  return { path, jwtKey: secret };
}

/** The id of the firm's door that takes an instance's events signed by the gateway, or null. */
export async function findInstanceDoor(tx: TenantTx, instance: string): Promise<string | null> {
  const [door] = await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.provider, "evolution"),
        eq(webhookEndpoints.mode, "evolution-jwt"),
        eq(webhookEndpoints.account, instance),
        ne(webhookEndpoints.state, "deleted"),
      ),
    )
    .limit(1);
  return door?.id ?? null;
}
