import "server-only";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { contacts } from "@/db/schema/contacts";
import { gateDecisions } from "@/db/schema/gate-decisions";
import type { TenantTx } from "@/db/tenant";
import { type Cursor, decodeTimeCursor, type KeysetPage, toPage } from "@/lib/core/cursor";
import { type DecisionFilter, decisionConditions } from "./decision-filter";
import type { DecisionRecord } from "./find-decision";

export type DecisionRow = Pick<
  DecisionRecord,
  | "id"
  | "kind"
  | "origin"
  | "purpose"
  | "moment"
  | "verdict"
  | "blockedBy"
  | "contactId"
  | "contactName"
  | "address"
  | "earliestLegalAt"
  | "evaluatedAt"
  | "createdAt"
>;

/** The gate's decisions, newest first, without their evidence. Those about clients behind a wall are left out by the database. */
export async function listDecisions(
  tx: TenantTx,
  filter: DecisionFilter & { cursor?: string | null; limit: number },
): Promise<KeysetPage<DecisionRow>> {
  const cursor = decodeTimeCursor(filter.cursor);
  const rows = await tx
    .select({
      id: gateDecisions.id,
      kind: sql<DecisionRow["kind"]>`${gateDecisions.kind}`,
      origin: sql<DecisionRow["origin"]>`coalesce(${gateDecisions.origin}, 'automation')`,
      purpose: sql<DecisionRow["purpose"]>`${gateDecisions.purpose}`,
      moment: gateDecisions.moment,
      verdict: gateDecisions.verdict,
      blockedBy: sql<DecisionRow["blockedBy"]>`${gateDecisions.blockedBy}`,
      contactId: gateDecisions.contactId,
      contactName: sql<string | null>`${contacts.firstName} || ' ' || ${contacts.lastName}`,
      address: gateDecisions.e164,
      earliestLegalAt: gateDecisions.earliestLegalAt,
      evaluatedAt: gateDecisions.evaluatedAt,
      createdAt: gateDecisions.createdAt,
      sortKey: sql<string>`${gateDecisions.createdAt}::text`,
    })
    .from(gateDecisions)
    .leftJoin(contacts, and(eq(contacts.tenantId, gateDecisions.tenantId), eq(contacts.id, gateDecisions.contactId)))
    .where(and(ownRows(tx, gateDecisions.tenantId), decisionConditions(filter), cursor ? before(cursor) : undefined))
    .orderBy(desc(gateDecisions.createdAt), desc(gateDecisions.id))
    .limit(filter.limit + 1);
  const page = toPage(rows, filter.limit, (row) => ({ value: row.sortKey, id: row.id }));
  return { nextCursor: page.nextCursor, rows: page.rows.map(({ sortKey: _, ...row }) => row) };
}

function before(cursor: Cursor): SQL | undefined {
  return sql`(${gateDecisions.createdAt}, ${gateDecisions.id}) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`;
}
