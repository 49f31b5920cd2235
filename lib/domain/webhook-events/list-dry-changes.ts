import "server-only";
import { and, asc, eq, getTableColumns, gt, ne, sql } from "drizzle-orm";
import { auditDetails, auditLogs } from "@/db/schema/audit";
import { automationLogs } from "@/db/schema/automation-logs";
import type { TenantTx } from "@/db/tenant";
import { type AuditChange, auditChanges } from "@/lib/domain/audit/audit-changes";
import { standsBehindWall, subjectKey } from "@/lib/domain/audit/stands-behind-wall";

/** A row that was written, or a named event such as a refusal, as the audit log would tell it. */
export type DryChange = {
  /** As in the audit log: `table.insert`, `table.update`, `table.delete` or a named event. */
  action: string;
  subjectType: string;
  /** Null behind a wall. */
  subjectId: string | null;
  /** Values as the audit log keeps them, personal ones redacted; empty behind a wall. */
  fields: AuditChange[];
  isWalled: boolean;
};

export type DryLine = Pick<typeof automationLogs.$inferSelect, "trigger" | "action" | "status" | "subjectType">;

const MOST_CHANGES = 500;

/** What the transaction has written to the audit log under `requestId` after a place of the chain, in order. */
export async function listDryChanges(
  tx: TenantTx,
  { requestId, after }: { requestId: string; after: number },
): Promise<DryChange[]> {
  const written = tx
    .select({ ...getTableColumns(auditLogs), subjectKey: subjectKey() })
    .from(auditLogs)
    .where(and(eq(auditLogs.tenantId, tx.tenantId), gt(auditLogs.sequence, after), eq(auditLogs.requestId, requestId)))
    .orderBy(asc(auditLogs.sequence))
    .limit(MOST_CHANGES)
    .as("audit_logs");
  const rows = await tx
    .select({
      action: written.action,
      subjectType: written.subjectType,
      subjectId: written.subjectId,
      detail: auditDetails.detail,
      isWalled: standsBehindWall(),
    })
    .from(written)
    .leftJoin(
      auditDetails,
      and(eq(auditDetails.tenantId, written.tenantId), eq(auditDetails.sequence, written.sequence)),
    )
    .orderBy(asc(written.sequence));
  return rows.map(({ action, subjectType, subjectId, detail, isWalled }) => ({
    action,
    subjectType,
    subjectId: isWalled ? null : subjectId,
    fields: isWalled ? [] : auditChanges(detail),
    isWalled,
  }));
}

/** The lines that the transaction has noted as caused by an event. */
export async function listDryLines(tx: TenantTx, eventId: string): Promise<DryLine[]> {
  return tx
    .select({
      trigger: automationLogs.trigger,
      action: automationLogs.action,
      status: automationLogs.status,
      subjectType: automationLogs.subjectType,
    })
    .from(automationLogs)
    .where(
      and(
        eq(automationLogs.eventId, eventId),
        ne(automationLogs.subjectType, "webhook_event"),
        // The transaction's own: a row's time is that of its transaction's beginning.
        eq(automationLogs.createdAt, sql`now()`),
      ),
    )
    .orderBy(asc(automationLogs.id))
    .limit(MOST_CHANGES);
}
