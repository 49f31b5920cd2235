import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { webhookAlerts } from "@/db/schema/webhook-alerts";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { enqueueRecovery } from "./enqueue-recovery";

type Closing = { alertId: string; closedBy: "traffic" | "reconciliation" | "person"; now: Date };

/**
 * Closes an alert that is open. When traffic ended it, what the provider has meanwhile is fetched, once. False when it
 * was not open, or is not this firm's.
 */
export async function closeAlert(tx: TenantTx, { alertId, closedBy, now }: Closing): Promise<boolean> {
  const [alert] = await tx
    .update(webhookAlerts)
    .set({ closedAt: now, closedBy })
    .where(and(eq(webhookAlerts.id, alertId), isNull(webhookAlerts.closedAt)))
    .returning({
      kind: webhookAlerts.kind,
      endpointId: webhookAlerts.endpointId,
      since: webhookAlerts.since,
      reconciledAt: webhookAlerts.reconciledAt,
    });
  if (!alert) return false;
  const { kind, endpointId, since, reconciledAt } = alert;
  await recordAutomation(tx, {
    trigger: closedBy === "traffic" ? "webhooks.watch" : `webhook_alert.${closedBy}`,
    action: "webhook_alert.closed",
    subjectType: "webhook_endpoint",
    subjectId: endpointId,
    detail: { kind, closedBy },
  });
  // Events of the failing kind are all here; they are replayed, not fetched.
  if (closedBy === "traffic" && kind !== "failing" && reconciledAt === null) {
    await enqueueRecovery(tx, { alertId, endpointId, from: since, to: now, isAutomatic: true });
  }
  return true;
}
