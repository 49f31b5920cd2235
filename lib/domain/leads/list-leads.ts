import "server-only";
import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { leads } from "@/db/schema/leads";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";
import { type Cursor, decodeCursor, type KeysetPage, toPage } from "@/lib/core/cursor";
import type { LEAD_SOURCE_CODES, LEAD_STATUS_CODES } from "./leads.schema";

export type LeadRow = {
  id: string;
  firstName: string;
  lastName: string;
  phone: string | null;
  preferredLanguage: "en" | "es";
  source: (typeof LEAD_SOURCE_CODES)[number];
  practiceArea: string | null;
  status: (typeof LEAD_STATUS_CODES)[number];
  assignedName: string | null;
  receivedAt: Date;
  firstResponseAt: Date | null;
};

export type LeadFilter = {
  cursor?: string | null;
  status?: (typeof LEAD_STATUS_CODES)[number] | null;
  source?: (typeof LEAD_SOURCE_CODES)[number] | null;
  /** Whether anybody has responded yet. */
  isAnswered?: boolean | null;
  query?: string | null;
  limit: number;
};

/** The firm's leads, the newest first. Words are looked for in names, four digits or more in numbers. */
export async function listLeads(tx: TenantTx, filter: LeadFilter): Promise<KeysetPage<LeadRow>> {
  const cursor = decodeCursor(filter.cursor);
  const typed = filter.query?.trim().slice(0, 80);
  const rows = await tx
    .select({
      id: leads.id,
      firstName: leads.firstName,
      lastName: leads.lastName,
      phone: leads.phone,
      preferredLanguage: leads.preferredLanguage,
      source: leads.source,
      practiceArea: leads.practiceArea,
      status: leads.status,
      assignedName: sql<string | null>`nullif(concat_ws(' ', ${memberships.firstName}, ${memberships.lastName}), '')`,
      receivedAt: leads.receivedAt,
      firstResponseAt: leads.firstResponseAt,
      sortKey: sql<string>`${leads.receivedAt}::text`,
    })
    .from(leads)
    .leftJoin(memberships, and(eq(memberships.tenantId, leads.tenantId), eq(memberships.userId, leads.assignedUserId)))
    .where(
      and(
        ownRows(tx, leads.tenantId),
        filter.status ? eq(leads.status, filter.status) : undefined,
        filter.source ? eq(leads.source, filter.source) : undefined,
        answered(filter.isAnswered),
        typed ? matches(typed) : undefined,
        cursor ? after(cursor) : undefined,
      ),
    )
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(filter.limit + 1);
  const page = toPage(rows, filter.limit, (row) => ({ value: row.sortKey, id: row.id }));
  return { nextCursor: page.nextCursor, rows: page.rows.map(({ sortKey: _, ...row }) => row) };
}

function after(cursor: Cursor) {
  if (Number.isNaN(Date.parse(cursor.value))) return undefined;
  return sql`(${leads.receivedAt}, ${leads.id}) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`;
}

function answered(isAnswered: boolean | null | undefined) {
  if (isAnswered === null || isAnswered === undefined) return undefined;
  return isAnswered ? isNotNull(leads.firstResponseAt) : isNull(leads.firstResponseAt);
}

function matches(typed: string) {
  const digits = typed.replaceAll(/\D/g, "");
  if (digits.length >= 4 && !/\p{L}/u.test(typed)) return sql`${leads.phone} like ${`%${digits}%`}`;
  return sql`(${leads.firstName} || ' ' || ${leads.lastName}) ilike ${likeOf(typed)}`;
}

function likeOf(typed: string): string {
  return `%${typed.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
}
