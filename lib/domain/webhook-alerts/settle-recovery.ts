import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { webhookAlerts } from "@/db/schema/webhook-alerts";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import type { RecoveryFailure } from "./alerts.schema";
import { closeAlert } from "./close-alert";

type Result = {
  endpointId: string;
  alertId: string | null;
  recovered: number;
  failure: RecoveryFailure | null;
  now: Date;
};

/**
 * Marks an alert with what a reconciliation brought. A silence in which the provider had nothing to say either is none, so
 * its alert is closed.
 */
export async function settleRecovery(tx: TenantTx, result: Result): Promise<void> {
  const { endpointId, alertId, recovered, failure, now } = result;
  await recordAutomation(tx, {
    trigger: "webhooks.recover",
    action: "webhook_alert.reconciled",
    status: failure === null || failure === "incomplete" ? "done" : "failed",
    subjectType: "webhook_endpoint",
    subjectId: endpointId,
    detail: { recovered, failure },
  });
  if (alertId === null) return;
  const [alert] = await tx
    .update(webhookAlerts)
    .set({
      recoveredCount: sql`coalesce(${webhookAlerts.recoveredCount}, 0) + ${recovered}`,
      reconciledAt: now,
      reconciliationFailure: failure,
    })
    .where(and(eq(webhookAlerts.id, alertId), eq(webhookAlerts.endpointId, endpointId)))
    .returning({ kind: webhookAlerts.kind });
  if (alert?.kind === "silent" && failure === null && recovered === 0) {
    await closeAlert(tx, { alertId, closedBy: "reconciliation", now });
  }
}
