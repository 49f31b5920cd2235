import "server-only";
import { and, desc, eq, like, lt, not, sql } from "drizzle-orm";
import { auditDetails, auditLogs } from "@/db/schema/audit";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";
import { standsBehindWall } from "./stands-behind-wall";

export type AuditEntry = {
  sequence: number;
  occurredAt: Date;
  action: string;
  subjectType: string;
  subjectId: string | null;
  actorType: string;
  actorId: string | null;
  actorName: string | null;
  requestId: string | null;
  outcome: "done" | "denied" | "failed";
  hash: string;
  /** `{ before, after }` with redacted values for a row's change; any object for a named event; null once erased. */
  detail: string | null;
  /** About a restricted case that this person may not see: subject and detail are left out, the entry's place stays. */
  isWalled: boolean;
};

export type AuditFilter = {
  /** Only entries before this sequence: the page's cursor. */
  before?: number | null;
  subjectType?: string | null;
  subjectId?: string | null;
  actorId?: string | null;
  actorType?: string | null;
  action?: string | null;
  outcome?: "done" | "denied" | "failed" | null;
  limit: number;
};

type Row = { log: typeof auditLogs.$inferSelect; detail: string | null; actorName: string | null; isWalled: boolean };

/** The firm's audit log, newest first. `nextBefore` is the cursor of the next page. */
export async function listAuditEntries(
  tx: TenantTx,
  filter: AuditFilter,
): Promise<{ rows: AuditEntry[]; nextBefore: number | null }> {
  const isWalled = standsBehindWall();
  const rows = await tx
    .select({
      isWalled,
      log: auditLogs,
      detail: auditDetails.detail,
      actorName: sql<string | null>`nullif(concat_ws(' ', ${memberships.firstName}, ${memberships.lastName}), '')`,
    })
    .from(auditLogs)
    .leftJoin(
      auditDetails,
      and(eq(auditDetails.tenantId, auditLogs.tenantId), eq(auditDetails.sequence, auditLogs.sequence)),
    )
    .leftJoin(memberships, and(eq(memberships.tenantId, auditLogs.tenantId), eq(memberships.userId, auditLogs.actorId)))
    .where(
      and(
        filter.before ? lt(auditLogs.sequence, filter.before) : undefined,
        filter.subjectType ? eq(auditLogs.subjectType, filter.subjectType) : undefined,
        filter.subjectId ? and(eq(auditLogs.subjectId, filter.subjectId), not(isWalled)) : undefined,
        filter.actorId ? eq(auditLogs.actorId, filter.actorId) : undefined,
        filter.actorType ? eq(auditLogs.actorType, filter.actorType) : undefined,
        filter.action
          ? like(auditLogs.action, `%${filter.action.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`)
          : undefined,
        filter.outcome ? eq(auditLogs.outcome, filter.outcome) : undefined,
      ),
    )
    .orderBy(desc(auditLogs.sequence))
    .limit(filter.limit + 1);
  const entries = rows.slice(0, filter.limit).map(entryOf);
  return { rows: entries, nextBefore: rows.length > filter.limit ? (entries.at(-1)?.sequence ?? null) : null };
}

function entryOf({ log, detail, actorName, isWalled }: Row): AuditEntry {
  return {
    sequence: Number(log.sequence),
    occurredAt: new Date(Number(log.occurredAtMicros) / 1_000),
    action: log.action,
    subjectType: log.subjectType,
    subjectId: isWalled ? null : log.subjectId,
    actorType: log.actorType,
    actorId: log.actorId,
    actorName,
    requestId: log.requestId,
    outcome: log.outcome,
    hash: log.hash.toString("hex"),
    detail: isWalled ? null : detail,
    isWalled,
  };
}
