import "server-only";
import { and, asc, isNull, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { contacts } from "@/db/schema/contacts";
import type { TenantTx } from "@/db/tenant";
import { decodeCursor, type KeysetPage, toPage } from "@/lib/core/cursor";
import { prefixQuery } from "@/lib/core/search-text";

export type ContactRow = {
  id: string;
  firstName: string;
  lastName: string;
  preferredLanguage: "en" | "es";
  phone: string | null;
  openCases: number;
  isOptedOut: boolean;
  createdAt: Date;
};

export type ContactFilter = {
  cursor?: string | null;
  query?: string | null;
  language?: "en" | "es" | null;
  limit: number;
};

/**
 * The firm's contacts by last name. A query of words finds names by their beginnings; one with at least four digits
 * finds phone numbers that contain them in a row from the start or the end of the national number.
 */
export async function listContacts(tx: TenantTx, filter: ContactFilter): Promise<KeysetPage<ContactRow>> {
  const cursor = decodeCursor(filter.cursor);
  const rows = await tx
    .select({
      id: contacts.id,
      firstName: contacts.firstName,
      lastName: contacts.lastName,
      preferredLanguage: contacts.preferredLanguage,
      phone: sql<string | null>`(select p.e164 from contact_phones p
        where p.tenant_id = contacts.tenant_id and p.contact_id = contacts.id order by p.is_primary desc, p.created_at limit 1)`,
      openCases: sql<number>`(select count(*)::int from cases c
        where c.tenant_id = contacts.tenant_id and c.client_contact_id = contacts.id and c.stage <> 'closed')`,
      isOptedOut: sql<boolean>`exists (select 1 from contact_phones p
        join optout_registry o on o.tenant_id = p.tenant_id and o.e164 = p.e164
        where p.tenant_id = contacts.tenant_id and p.contact_id = contacts.id and o.state = 'opted_out')`,
      createdAt: contacts.createdAt,
    })
    .from(contacts)
    .where(
      and(
        ownRows(tx, contacts.tenantId),
        isNull(contacts.archivedAt),
        filter.language ? sql`${contacts.preferredLanguage} = ${filter.language}` : undefined,
        matches(filter.query),
        cursor ? sql`(${contacts.lastName}, ${contacts.id}) > (${cursor.value}, ${cursor.id}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(contacts.lastName), asc(contacts.id))
    .limit(filter.limit + 1);
  return toPage(rows, filter.limit, (row) => ({ value: row.lastName, id: row.id }));
}

function matches(query: string | null | undefined) {
  const digits = (query ?? "").replaceAll(/\D/g, "");
  if (digits.length >= 4 && !/\p{L}/u.test(query ?? "")) return hasNumber(digits);
  const words = prefixQuery(query);
  return words ? sql`"contacts"."search" @@ to_tsquery('simple', ${words})` : undefined;
}

// The beginning is a range, which row-level security lets an index answer (LIKE would read every number of the firm). Its
// bounds are digits only, because other characters sort differently from database to database. The end reads the firm's numbers.
function hasNumber(digits: string) {
  const start = `+${digits.startsWith("1") ? digits : `1${digits}`}`;
  return sql`${contacts.id} in (
    select p.contact_id from contact_phones p where p.e164 between ${start} and ${start + "9".repeat(16)}
    union all select p.contact_id from contact_phones p where p.e164 like ${`%${digits}`})`;
}
