import "server-only";
import { eq } from "drizzle-orm";
import { webhookAlerts } from "@/db/schema/webhook-alerts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { enqueueRecovery } from "./enqueue-recovery";

/**
 * Queues a reconciliation that somebody asks for, from the beginning of the alert to its end or now.
 * @throws AppError `not_found` for an alert that is unknown or another firm's, `precondition_failed` where the provider
 * cannot be asked
 */
export async function requestRecovery(tx: TenantTx, { alertId, now }: { alertId: string; now: Date }): Promise<void> {
  const [alert] = await tx
    .select({
      endpointId: webhookAlerts.endpointId,
      since: webhookAlerts.since,
      closedAt: webhookAlerts.closedAt,
    })
    .from(webhookAlerts)
    .where(eq(webhookAlerts.id, alertId));
  if (!alert) throw new AppError("not_found", "There is no such alert");
  const { endpointId, since, closedAt } = alert;
  const span = { from: since, to: closedAt ?? now };
  const isQueued = await enqueueRecovery(tx, { endpointId, alertId, ...span, isAutomatic: false });
  if (!isQueued) throw new AppError("precondition_failed", "This provider cannot be asked for what is missing");
}
