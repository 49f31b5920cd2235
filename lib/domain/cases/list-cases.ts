import "server-only";
import { and, desc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import { caseDetails } from "@/db/schema/case-details";
import { cases } from "@/db/schema/cases";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import { type Cursor, decodeCursor, type KeysetPage, toPage } from "@/lib/core/cursor";
import { prefixQuery } from "@/lib/core/search-text";
import type { CASE_STAGE_CODES } from "./cases.schema";

export type CaseRow = {
  id: string;
  caseNumber: number;
  title: string;
  practiceArea: string;
  stage: (typeof CASE_STAGE_CODES)[number];
  clientName: string;
  clientContactId: string;
  isRestricted: boolean;
  /** How many of the case's detail fields are known. */
  knownDetails: number;
  pendingProposals: number;
  updatedAt: Date;
};

export const CASE_GROUPS = ["incomplete", "proposals"] as const;
export type CaseGroup = (typeof CASE_GROUPS)[number];

export type CaseFilter = {
  cursor?: string | null;
  stage?: (typeof CASE_STAGE_CODES)[number] | null;
  query?: string | null;
  /** The rows behind a figure of Home. */
  show?: CaseGroup | null;
  limit: number;
};

/** The firm's open cases, newest change first. Restricted cases of others are left out by the database. */
export async function listCases(tx: TenantTx, filter: CaseFilter): Promise<KeysetPage<CaseRow>> {
  const rows = await tx
    .select({
      id: cases.id,
      caseNumber: cases.caseNumber,
      title: cases.title,
      practiceArea: cases.practiceArea,
      stage: cases.stage,
      clientName: sql<string>`${contacts.firstName} || ' ' || ${contacts.lastName}`,
      clientContactId: cases.clientContactId,
      isRestricted: cases.isRestricted,
      knownDetails: sql<number>`(select count(*)::int from ${caseDetails} d where d.tenant_id = ${cases.tenantId} and d.case_id = ${cases.id})`,
      pendingProposals: sql<number>`(select count(*)::int from ${caseDetailProposals} p where p.tenant_id = ${cases.tenantId} and p.case_id = ${cases.id} and p.status = 'pending')`,
      updatedAt: cases.updatedAt,
      sortKey: sql<string>`${cases.updatedAt}::text`,
    })
    .from(cases)
    .innerJoin(contacts, and(eq(contacts.tenantId, cases.tenantId), eq(contacts.id, cases.clientContactId)))
    .where(and(ownRows(tx, cases.tenantId), ...conditions(filter)))
    .orderBy(desc(cases.updatedAt), desc(cases.id))
    .limit(filter.limit + 1);
  const page = toPage(rows, filter.limit, (row) => ({ value: row.sortKey, id: row.id }));
  return { nextCursor: page.nextCursor, rows: page.rows.map(({ sortKey: _, ...row }) => row) };
}

function conditions(filter: CaseFilter): (SQL | undefined)[] {
  const cursor = decodeCursor(filter.cursor);
  const words = prefixQuery(filter.query);
  return [
    sql`${cases.archivedAt} is null`,
    filter.stage ? eq(cases.stage, filter.stage) : undefined,
    filter.show ? inGroup(filter.show) : undefined,
    words ? matches(words) : undefined,
    cursor ? after(cursor) : undefined,
  ];
}

function inGroup(group: CaseGroup): SQL {
  switch (group) {
    case "incomplete":
      return sql`${cases.stage} not in ('settled', 'closed') and (select count(*) from ${caseDetails} d
        where d.tenant_id = ${cases.tenantId} and d.case_id = ${cases.id} and d.field in ('address', 'email', 'date_of_birth')) < 3`;
    case "proposals":
      return sql`exists (select 1 from ${caseDetailProposals} p
        where p.tenant_id = ${cases.tenantId} and p.case_id = ${cases.id} and p.status = 'pending')`;
  }
}

// A case is found by its own title and number, and by its client's name. The clients are found by themselves: a condition
// over both joined tables could use no index.
function matches(words: string): SQL | undefined {
  const clients = sql`(select c.id from contacts c where c.search @@ to_tsquery('simple', ${words}))`;
  return or(sql`"cases"."search" @@ to_tsquery('simple', ${words})`, inArray(cases.clientContactId, clients));
}

function after(cursor: Cursor): SQL | undefined {
  if (Number.isNaN(Date.parse(cursor.value))) return undefined;
  return sql`(${cases.updatedAt}, ${cases.id}) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`;
}
