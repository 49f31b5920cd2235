import "server-only";
import { and, desc, isNull, sql } from "drizzle-orm";
import { cases } from "@/db/schema/cases";
import type { TenantTx } from "@/db/tenant";
import { prefixQuery } from "@/lib/core/search-text";
import { listContacts } from "@/lib/domain/contacts/list-contacts";
import { listLeads } from "@/lib/domain/leads/list-leads";
import { formatPhone } from "@/lib/domain/phones/format-phone";

export type FoundRecord = { kind: "case" | "contact" | "lead"; id: string; title: string; hint: string };

const EACH = 5;

/**
 * Cases, contacts and leads of the firm by the beginnings of words, or people by digits of their number; what this person
 * may not see is not found.
 */
export async function searchRecords(tx: TenantTx, typed: string): Promise<FoundRecord[]> {
  const words = prefixQuery(typed);
  if (!words) return [];
  const query = typed.slice(0, 80);
  const people = await listContacts(tx, { query, limit: EACH });
  const enquiries = await listLeads(tx, { query, limit: EACH });
  return [
    ...(await searchCases(tx, words)),
    ...people.rows.map((row) => ({ kind: "contact" as const, ...personOf(row) })),
    ...enquiries.rows.map((row) => ({ kind: "lead" as const, ...personOf(row) })),
  ];
}

async function searchCases(tx: TenantTx, words: string): Promise<FoundRecord[]> {
  const rows = await tx
    .select({ id: cases.id, title: cases.title, caseNumber: cases.caseNumber })
    .from(cases)
    .where(and(isNull(cases.archivedAt), sql`"cases"."search" @@ to_tsquery('simple', ${words})`))
    .orderBy(desc(cases.updatedAt))
    .limit(EACH);
  return rows.map((row) => ({ kind: "case", id: row.id, title: row.title, hint: `#${row.caseNumber}` }));
}

function personOf(row: { id: string; firstName: string; lastName: string; phone: string | null }) {
  return {
    id: row.id,
    title: `${row.firstName} ${row.lastName}`,
    hint: row.phone === null ? "" : formatPhone(row.phone),
  };
}
