import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { cases } from "@/db/schema/cases";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import { prefixQuery } from "@/lib/core/search-text";

export type FoundRecord = { kind: "case" | "contact"; id: string; title: string; hint: string };

const EACH = 6;

/** Contacts and cases of the firm whose words begin with what was typed; what this person may not see is not found. */
export async function searchRecords(tx: TenantTx, typed: string): Promise<FoundRecord[]> {
  const words = prefixQuery(typed);
  if (!words) return [];
  const foundCases = await tx
    .select({ id: cases.id, title: cases.title, caseNumber: cases.caseNumber })
    .from(cases)
    .where(and(isNull(cases.archivedAt), sql`"cases"."search" @@ to_tsquery('simple', ${words})`))
    .orderBy(desc(cases.updatedAt))
    .limit(EACH);
  const foundContacts = await tx
    .select({
      id: contacts.id,
      firstName: contacts.firstName,
      lastName: contacts.lastName,
      language: contacts.preferredLanguage,
    })
    .from(contacts)
    .where(
      and(
        eq(contacts.tenantId, tx.tenantId),
        isNull(contacts.archivedAt),
        sql`"contacts"."search" @@ to_tsquery('simple', ${words})`,
      ),
    )
    .limit(EACH);
  return [
    ...foundCases.map((row) => ({ kind: "case" as const, id: row.id, title: row.title, hint: `#${row.caseNumber}` })),
    ...foundContacts.map((row) => ({
      kind: "contact" as const,
      id: row.id,
      title: `${row.firstName} ${row.lastName}`,
      hint: row.language.toUpperCase(),
    })),
  ];
}
