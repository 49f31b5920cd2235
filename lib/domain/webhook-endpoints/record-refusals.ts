import "server-only";
import { eq, sql } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import type { TenantTx } from "@/db/tenant";
import { auditEvent } from "@/lib/domain/audit/audit-event";

export type RefusalReport = {
  endpointId: string;
  /** A code such as `bad_signature`, `stale`, `foreign_call_token`. */
  reason: string;
  /** Refusals since the last report, this one included. */
  count: number;
  refusedAt: Date;
  /** False while a flood goes on: then the endpoint only counts, so that forged requests cannot fill the chain. */
  isAudited: boolean;
};

/** Counts refused requests on their endpoint and says so in the firm's audit log. */
export async function recordRefusals(tx: TenantTx, report: RefusalReport): Promise<void> {
  await tx
    .update(webhookEndpoints)
    .set({
      refusedCount: sql`${webhookEndpoints.refusedCount} + ${report.count}`,
      lastRefusedAt: report.refusedAt,
      lastRefusal: report.reason,
    })
    .where(eq(webhookEndpoints.id, report.endpointId));
  if (!report.isAudited) return;
  await auditEvent(tx, {
    action: "webhook.refuse",
    subjectType: "webhook_endpoints",
    subjectId: report.endpointId,
    outcome: "denied",
    detail: { reason: report.reason, count: report.count },
  });
}
