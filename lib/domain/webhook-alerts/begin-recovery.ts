import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { webhookAlerts } from "@/db/schema/webhook-alerts";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { findRecoveryKey } from "./find-recovery-key";
import { isRecoverable, type RecoverableProvider } from "./recoverable-providers";

export type RecoveryPlan = {
  provider: RecoverableProvider;
  account: string | null;
  /** Null when the firm has saved none. */
  apiKey: string | null;
};

/**
 * Whom to ask, and with what; null when there is nothing to do: the endpoint or the alert is not this firm's or is gone,
 * its provider cannot be asked, or the alert was reconciled of its own accord already.
 */
export async function beginRecovery(
  tx: TenantTx,
  { endpointId, alertId, isAutomatic }: { endpointId: string; alertId: string | null; isAutomatic: boolean },
): Promise<RecoveryPlan | null> {
  const [door] = await tx
    .select({ provider: webhookEndpoints.provider, account: webhookEndpoints.account })
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, endpointId), ne(webhookEndpoints.state, "deleted")));
  if (!door || !isRecoverable(door.provider)) return null;
  if (alertId !== null) {
    const [alert] = await tx
      .select({ reconciledAt: webhookAlerts.reconciledAt })
      .from(webhookAlerts)
      .where(and(eq(webhookAlerts.id, alertId), eq(webhookAlerts.endpointId, endpointId)));
    if (!alert || (isAutomatic && alert.reconciledAt !== null)) return null;
  }
  const { provider, account } = door;
  return { provider, account, apiKey: await findRecoveryKey(tx, { provider, account }) };
}
