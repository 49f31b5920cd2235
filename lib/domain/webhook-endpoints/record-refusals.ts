import "server-only";
import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { type RefusalFacts, webhookRefusals } from "@/db/schema/webhook-refusals";
import type { TenantTx } from "@/db/tenant";
import { auditEvent } from "@/lib/domain/audit/audit-event";

export type RefusalReport = {
  /** Null at the platform's own door, where the call token named the firm. */
  endpointId: string | null;
  provider: string;
  /** A code such as `bad_signature`, `stale`, `foreign_call_token`; explainRefusal knows them. */
  reason: string;
  /** What explains it: lengths, names and seconds, never a value that was sent. */
  facts?: RefusalFacts;
  /** Of the last refused request. */
  requestId: string;
  /** Refusals since the last report, this one included. */
  count: number;
  refusedAt: Date;
  /** False while a flood goes on: then refusals are only counted, so that forged requests cannot fill the chain. */
  isAudited: boolean;
};

/** In a flood, refusals of the same kind within this time share a row. */
const FLOOD_ROW_MS = 60_000;

/** Counts refused requests on their endpoint, keeps why, and says so in the firm's audit log. */
export async function recordRefusals(tx: TenantTx, report: RefusalReport): Promise<void> {
  const { endpointId, reason, count, refusedAt } = report;
  if (endpointId !== null) {
    // Also the lock that keeps two reports of one endpoint from taking the same flood row.
    await tx
      .update(webhookEndpoints)
      .set({
        refusedCount: sql`${webhookEndpoints.refusedCount} + ${count}`,
        lastRefusedAt: refusedAt,
        lastRefusal: reason,
      })
      .where(eq(webhookEndpoints.id, endpointId));
  }
  const before = report.isAudited ? null : await takeFloodRow(tx, report);
  await tx.insert(webhookRefusals).values({
    ...(before === null ? {} : { id: before.id }),
    endpointId,
    provider: report.provider,
    reason,
    facts: report.facts ?? {},
    count: count + (before?.count ?? 0),
    requestId: report.requestId,
    refusedAt,
    createdAt: before?.createdAt ?? refusedAt,
  });
  if (!report.isAudited) return;
  await auditEvent(tx, {
    action: "webhook.refuse",
    subjectType: "webhook_endpoints",
    subjectId: endpointId,
    outcome: "denied",
    detail: { reason, count },
  });
}

/** Removes and gives the row that the flood's last report went into; the app role may not change rows of this table. */
async function takeFloodRow(tx: TenantTx, { endpointId, reason, refusedAt }: RefusalReport) {
  const [newest] = await tx
    .select({ id: webhookRefusals.id, count: webhookRefusals.count, createdAt: webhookRefusals.createdAt })
    .from(webhookRefusals)
    .where(
      and(
        endpointId === null ? isNull(webhookRefusals.endpointId) : eq(webhookRefusals.endpointId, endpointId),
        eq(webhookRefusals.reason, reason),
        gt(webhookRefusals.createdAt, new Date(refusedAt.getTime() - FLOOD_ROW_MS)),
      ),
    )
    .orderBy(desc(webhookRefusals.refusedAt))
    .limit(1);
  if (!newest) return null;
  await tx.delete(webhookRefusals).where(eq(webhookRefusals.id, newest.id));
  return newest;
}
