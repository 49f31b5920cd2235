import "server-only";
import { and, desc, eq, gt, isNull, or } from "drizzle-orm";
import { webhookAlerts } from "@/db/schema/webhook-alerts";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { RECOVERY_FAILURES, type RecoveryFailure } from "./alerts.schema";
import { isRecoverable } from "./recoverable-providers";

type Row = typeof webhookAlerts.$inferSelect;

/** An alert as it is shown. `expected` and `observed` are explained at judgeEndpoint, by kind. */
export type WebhookAlert = Pick<
  Row,
  | "id"
  | "endpointId"
  | "kind"
  | "expected"
  | "observed"
  | "since"
  | "openedAt"
  | "closedAt"
  | "closedBy"
  | "recoveredCount"
  | "reconciledAt"
> & {
  provider: string;
  label: string | null;
  reconciliationFailure: RecoveryFailure | null;
  /** The provider can be asked for what it could not deliver. */
  isRecoverable: boolean;
};

const MOST = 20;
/** How long a closed alert with something to tell is still shown. */
const TOLD_MS = 7 * 86_400_000;

/** Alerts that are open, the newest first; `recent` adds those that were closed within a week and reconciled. */
export async function listAlerts(
  tx: TenantTx,
  { which, now }: { which: "open" | "recent"; now: Date },
): Promise<WebhookAlert[]> {
  const { closedAt, reconciledAt } = webhookAlerts;
  const isOpen = isNull(closedAt);
  const since = new Date(now.getTime() - TOLD_MS);
  const rows = await tx
    .select({
      id: webhookAlerts.id,
      endpointId: webhookAlerts.endpointId,
      kind: webhookAlerts.kind,
      expected: webhookAlerts.expected,
      observed: webhookAlerts.observed,
      since: webhookAlerts.since,
      openedAt: webhookAlerts.openedAt,
      closedAt,
      closedBy: webhookAlerts.closedBy,
      recoveredCount: webhookAlerts.recoveredCount,
      reconciledAt,
      reconciliationFailure: webhookAlerts.reconciliationFailure,
      provider: webhookEndpoints.provider,
      label: webhookEndpoints.label,
    })
    .from(webhookAlerts)
    .innerJoin(
      webhookEndpoints,
      and(eq(webhookEndpoints.tenantId, webhookAlerts.tenantId), eq(webhookEndpoints.id, webhookAlerts.endpointId)),
    )
    .where(which === "open" ? isOpen : or(isOpen, and(gt(closedAt, since), gt(reconciledAt, since))))
    .orderBy(desc(webhookAlerts.openedAt), desc(webhookAlerts.id))
    .limit(MOST);
  return rows.map((row) => ({
    ...row,
    reconciliationFailure: RECOVERY_FAILURES.find((code) => code === row.reconciliationFailure) ?? null,
    isRecoverable: isRecoverable(row.provider),
  }));
}
