import "server-only";
import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { doNotCallNumbers } from "@/db/schema/do-not-call-numbers";
import type { TenantTx } from "@/db/tenant";
import { decodeTimeCursor, type KeysetPage, toPage } from "@/lib/core/cursor";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";
import { type DoNotCallList, staleFrom } from "./list-age";

export type DoNotCallEntry = {
  id: string;
  e164: string;
  list: DoNotCallList;
  source: string;
  listedOn: Date;
  /** When the list is too old to go by; null for lists that do not age. */
  staleFrom: Date | null;
  importedByUserId: string | null;
};

/** The numbers on the firm's do-not-call lists, the newest list first; `query` is a number in any spelling, or a part of one. */
export async function listDoNotCall(
  tx: TenantTx,
  filter: { query?: string | null; list?: DoNotCallList | null; cursor?: string | null; limit: number },
): Promise<KeysetPage<DoNotCallEntry>> {
  const cursor = decodeTimeCursor(filter.cursor);
  const rows = await tx
    .select({
      id: doNotCallNumbers.id,
      e164: doNotCallNumbers.e164,
      list: doNotCallNumbers.list,
      source: doNotCallNumbers.source,
      listedOn: doNotCallNumbers.listedOn,
      importedByUserId: doNotCallNumbers.importedByUserId,
    })
    .from(doNotCallNumbers)
    .where(
      and(
        ownRows(tx, doNotCallNumbers.tenantId),
        isNull(doNotCallNumbers.removedAt),
        filter.list ? eq(doNotCallNumbers.list, filter.list) : undefined,
        matches(filter.query),
        cursor
          ? sql`(${doNotCallNumbers.listedOn}, ${doNotCallNumbers.id}) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(doNotCallNumbers.listedOn), desc(doNotCallNumbers.id))
    .limit(filter.limit + 1);
  const entries = rows.map((row) => ({ ...row, staleFrom: staleFrom(row.list, row.listedOn) }));
  return toPage(entries, filter.limit, (row) => ({ value: row.listedOn.toISOString(), id: row.id }));
}

function matches(query: string | null | undefined): SQL | undefined {
  const typed = query?.trim() ?? "";
  if (typed === "") return undefined;
  const phone = normalizePhone(typed);
  if (phone.ok) return eq(doNotCallNumbers.e164, phone.e164);
  const digits = typed.replaceAll(/\D/g, "");
  return digits === "" ? sql`false` : sql`${doNotCallNumbers.e164} like ${`%${digits}%`}`;
}
