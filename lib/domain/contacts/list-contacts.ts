import "server-only";
import { and, asc, gt, isNull, or, sql } from "drizzle-orm";
import { cases } from "@/db/schema/cases";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import { optoutRegistry } from "@/db/schema/optout-registry";
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
      phone: sql<
        string | null
      >`(select p.e164 from ${contactPhones} p where p.tenant_id = ${contacts.tenantId} and p.contact_id = ${contacts.id} order by p.is_primary desc, p.created_at limit 1)`,
      openCases: sql<number>`(select count(*)::int from ${cases} c where c.tenant_id = ${contacts.tenantId} and c.client_contact_id = ${contacts.id} and c.stage <> 'closed')`,
      isOptedOut: sql<boolean>`exists (select 1 from ${contactPhones} p join ${optoutRegistry} o on o.tenant_id = p.tenant_id and o.e164 = p.e164 where p.tenant_id = ${contacts.tenantId} and p.contact_id = ${contacts.id} and o.state = 'opted_out')`,
      createdAt: contacts.createdAt,
    })
    .from(contacts)
    .where(
      and(
        isNull(contacts.archivedAt),
        filter.language ? sql`${contacts.preferredLanguage} = ${filter.language}` : undefined,
        matches(filter.query),
        cursor
          ? or(
              gt(contacts.lastName, cursor.value),
              and(sql`${contacts.lastName} = ${cursor.value}`, gt(contacts.id, cursor.id)),
            )
          : undefined,
      ),
    )
    .orderBy(asc(contacts.lastName), asc(contacts.id))
    .limit(filter.limit + 1);
  return toPage(rows, filter.limit, (row) => ({ value: row.lastName, id: row.id }));
}

function matches(query: string | null | undefined) {
  const digits = (query ?? "").replaceAll(/\D/g, "");
  if (digits.length >= 4 && !/\p{L}/u.test(query ?? "")) {
    const national = digits.startsWith("1") ? digits : `1${digits}`;
    return sql`exists (select 1 from ${contactPhones} p where p.tenant_id = ${contacts.tenantId} and p.contact_id = ${contacts.id}
      and (p.e164 like ${`+${national}%`} or p.e164 like ${`%${digits}`}))`;
  }
  const words = prefixQuery(query);
  return words ? sql`"contacts"."search" @@ to_tsquery('simple', ${words})` : undefined;
}
