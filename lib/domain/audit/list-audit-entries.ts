import "server-only";
import { and, desc, eq, getTableColumns, like, lt, not, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { auditLogs } from "@/db/schema/audit";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";
import { standsBehindWall, subjectKey } from "./stands-behind-wall";

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

type Log = Omit<typeof auditLogs.$inferSelect, "tenantId" | "detailHash" | "previousHash" | "createdAt">;
type Row = { log: Log; detail: string | null; actorName: string | null; isWalled: boolean };

/** The firm's audit log, newest first. `nextBefore` is the cursor of the next page. */
export async function listAuditEntries(
  tx: TenantTx,
  filter: AuditFilter,
): Promise<{ rows: AuditEntry[]; nextBefore: number | null }> {
  const page = pageOf(tx, filter);
  const rows = await tx
    .select({
      isWalled: standsBehindWall(),
      log: {
        sequence: page.sequence,
        occurredAtMicros: page.occurredAtMicros,
        action: page.action,
        subjectType: page.subjectType,
        subjectId: page.subjectId,
        actorType: page.actorType,
        actorId: page.actorId,
        requestId: page.requestId,
        outcome: page.outcome,
        hash: page.hash,
      },
      detail: sql<string | null>`(select d.detail from audit_details d
        where d.tenant_id = audit_logs.tenant_id and d.sequence = audit_logs.sequence)`,
      actorName: sql<string | null>`nullif(concat_ws(' ', ${memberships.firstName}, ${memberships.lastName}), '')`,
    })
    .from(page)
    .leftJoin(memberships, and(eq(memberships.tenantId, page.tenantId), eq(memberships.userId, page.actorId)))
    .where(filter.subjectId ? not(standsBehindWall()) : undefined)
    .orderBy(desc(page.sequence))
    .limit(filter.limit + 1);
  const entries = rows.slice(0, filter.limit).map(entryOf);
  return { rows: entries, nextBefore: rows.length > filter.limit ? (entries.at(-1)?.sequence ?? null) : null };
}

/**
 * The page's own rows, cut before anything is joined: the walls of a whole log are far dearer than those of a page. Of one
 * subject all entries are kept, because those behind a wall leave before the page is cut. The result keeps the table's name,
 * under which standsBehindWall looks.
 */
function pageOf(tx: TenantTx, filter: AuditFilter) {
  const page = tx
    .select({ ...getTableColumns(auditLogs), subjectKey: subjectKey() })
    .from(auditLogs)
    .where(
      and(
        ownRows(tx, auditLogs.tenantId),
        filter.before ? lt(auditLogs.sequence, filter.before) : undefined,
        filter.subjectType ? eq(auditLogs.subjectType, filter.subjectType) : undefined,
        filter.subjectId ? eq(auditLogs.subjectId, filter.subjectId) : undefined,
        filter.actorId ? eq(auditLogs.actorId, filter.actorId) : undefined,
        filter.actorType ? eq(auditLogs.actorType, filter.actorType) : undefined,
        filter.action
          ? like(auditLogs.action, `%${filter.action.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`)
          : undefined,
        filter.outcome ? eq(auditLogs.outcome, filter.outcome) : undefined,
      ),
    )
    .orderBy(desc(auditLogs.sequence))
    .offset(0);
  return (filter.subjectId ? page : page.limit(filter.limit + 1)).as("audit_logs");
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
