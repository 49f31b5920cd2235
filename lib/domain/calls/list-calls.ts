import "server-only";
import { and, desc, eq, inArray, isNotNull, like, or, type SQL, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { callLogs } from "@/db/schema/call-logs";
import { cases } from "@/db/schema/cases";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import { type Cursor, decodeCursor, type KeysetPage, toPage } from "@/lib/core/cursor";
import { prefixQuery } from "@/lib/core/search-text";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import type { CallOutcome } from "./call-outcome";
import type { CallState } from "./call-state-rank";

export type CallRow = {
  id: string;
  direction: "outbound" | "inbound";
  purpose: (typeof callLogs.$inferSelect)["purpose"];
  language: "en" | "es";
  state: CallState;
  dialState: (typeof callLogs.$inferSelect)["dialState"];
  /** A CallOutcome; text because a newer release may have written one that this one does not know. */
  outcome: string | null;
  failureCode: string | null;
  isSimulated: boolean;
  caseId: string | null;
  caseNumber: number | null;
  caseTitle: string | null;
  contactId: string | null;
  /** Null for a caller whom nobody knows. */
  contactName: string | null;
  clientNumber: string;
  scheduledFor: Date;
  endedAt: Date | null;
  durationSeconds: number | null;
  createdAt: Date;
};

export const CALL_GROUPS = ["today", "answered-today", "under-way"] as const;
export type CallGroup = (typeof CALL_GROUPS)[number];

export type CallFilter = {
  cursor?: string | null;
  state?: CallState | null;
  direction?: "outbound" | "inbound" | null;
  outcome?: CallOutcome | null;
  caseId?: string | null;
  /** The rows behind a figure of Home. "Today" is the firm's day. */
  show?: CallGroup | null;
  /** Words of the client's name or of the case, or digits of the number. */
  query?: string | null;
  limit: number;
};

/** The firm's calls, newest first. Those of restricted cases of others are left out by the database. */
export async function listCalls(tx: TenantTx, filter: CallFilter): Promise<KeysetPage<CallRow>> {
  const rows = await tx
    .select({
      id: callLogs.id,
      direction: callLogs.direction,
      purpose: callLogs.purpose,
      language: callLogs.language,
      state: callLogs.state,
      dialState: callLogs.dialState,
      outcome: callLogs.outcome,
      failureCode: callLogs.failureCode,
      isSimulated: callLogs.isSimulated,
      caseId: callLogs.caseId,
      caseNumber: cases.caseNumber,
      caseTitle: cases.title,
      contactId: callLogs.contactId,
      contactName: sql<string | null>`${contacts.firstName} || ' ' || ${contacts.lastName}`,
      clientNumber: callLogs.clientNumber,
      scheduledFor: callLogs.scheduledFor,
      endedAt: callLogs.endedAt,
      durationSeconds: callLogs.durationSeconds,
      createdAt: callLogs.createdAt,
      sortKey: sql<string>`${callLogs.createdAt}::text`,
    })
    .from(callLogs)
    .leftJoin(contacts, and(eq(contacts.tenantId, callLogs.tenantId), eq(contacts.id, callLogs.contactId)))
    .leftJoin(cases, and(eq(cases.tenantId, callLogs.tenantId), eq(cases.id, callLogs.caseId)))
    .where(and(ownRows(tx, callLogs.tenantId), ...conditions(filter)))
    .orderBy(desc(callLogs.createdAt), desc(callLogs.id))
    .limit(filter.limit + 1);
  const page = toPage(rows, filter.limit, (row) => ({ value: row.sortKey, id: row.id }));
  return { nextCursor: page.nextCursor, rows: page.rows.map(({ sortKey: _, ...row }) => row) };
}

/** A case's calls, newest first: at most 50. */
export async function listCallsOfCase(tx: TenantTx, caseId: string): Promise<CallRow[]> {
  return (await listCalls(tx, { caseId, limit: 50 })).rows;
}

function conditions(filter: CallFilter): (SQL | undefined)[] {
  const cursor = decodeCursor(filter.cursor);
  return [
    filter.state ? eq(callLogs.state, filter.state) : undefined,
    filter.direction ? eq(callLogs.direction, filter.direction) : undefined,
    filter.outcome ? eq(callLogs.outcome, filter.outcome) : undefined,
    filter.caseId ? eq(callLogs.caseId, filter.caseId) : undefined,
    filter.show ? inGroup(filter.show) : undefined,
    matches(filter.query),
    cursor ? after(cursor) : undefined,
  ];
}

const UNDER_WAY = ["queued", "ringing", "in-progress", "forwarding"] as const;

function inGroup(group: CallGroup): SQL | undefined {
  const today = sql`${callLogs.createdAt} >= (select date_trunc('day', now() at time zone f.time_zone) at time zone f.time_zone from firms f)`;
  switch (group) {
    case "today":
      return today;
    case "answered-today":
      return and(today, isNotNull(callLogs.answeredAt));
    case "under-way":
      return inArray(callLogs.state, [...UNDER_WAY]);
  }
}

// Each branch finds ids through an index of its own; a condition over the three joined tables could use none.
function matches(query: string | null | undefined): SQL | undefined {
  const words = prefixQuery(query);
  if (!words) return undefined;
  const people = sql`(select c.id from contacts c where c.search @@ to_tsquery('simple', ${words}))`;
  const matters = sql`(select k.id from cases k where k.search @@ to_tsquery('simple', ${words}))`;
  return or(hasNumber(query ?? ""), inArray(callLogs.contactId, people), inArray(callLogs.caseId, matters));
}

/** A whole number is looked up; four digits or more are looked for. */
function hasNumber(query: string): SQL | undefined {
  if (/\p{L}/u.test(query)) return undefined;
  const whole = normalizePhone(query);
  if (whole.ok) return eq(callLogs.clientNumber, whole.e164);
  const digits = query.replace(/\D/g, "");
  return digits.length >= 4 ? like(callLogs.clientNumber, `%${digits}%`) : undefined;
}

function after(cursor: Cursor): SQL | undefined {
  if (Number.isNaN(Date.parse(cursor.value))) return undefined;
  return sql`(${callLogs.createdAt}, ${callLogs.id}) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`;
}
