import "server-only";
import { sql } from "drizzle-orm";
import { rowsOf, type TenantTx } from "@/db/tenant";
import { decodeCursor, type KeysetPage, toPage } from "@/lib/core/cursor";
import type { RecipientOutcome } from "./broadcasts.schema";
import { outcomeQuery } from "./outcome-query";

export type RecipientRow = {
  id: string;
  contactId: string;
  name: string;
  e164: string | null;
  language: "en" | "es";
  outcome: RecipientOutcome;
  /** A code of ours: of who failed a MessageFailure. */
  reason: string | null;
  /** The provider's own code and words, where it told any. */
  providerCode: string | null;
  providerText: string | null;
  /** Of somebody who waits: on the contact clock. */
  dueAt: Date;
  position: number;
  conversationId: string | null;
};

type Filter = {
  broadcastId: string;
  outcome?: RecipientOutcome | null;
  reason?: string | null;
  cursor?: string | null;
  limit: number;
};

/** A broadcast's people in the order in which they are taken, narrowed to those behind one of the report's figures. */
export async function listRecipients(tx: TenantTx, filter: Filter): Promise<KeysetPage<RecipientRow>> {
  const cursor = decodeCursor(filter.cursor);
  const position = Number(cursor?.value);
  const found = await rowsOf<Omit<RecipientRow, "dueAt"> & { dueAt: Date | string }>(
    tx,
    sql`select o.id, o.contact_id as "contactId", c.first_name || ' ' || c.last_name as name, o.e164, o.language, o.outcome,
        o.reason, o.provider_code as "providerCode", o.provider_text as "providerText", o.due_at as "dueAt", o.position,
        (select m.conversation_id from messages m where m.tenant_id = c.tenant_id and m.id = o.message_id) as "conversationId"
      from (${outcomeQuery(filter.broadcastId)}) o join contacts c on c.id = o.contact_id and c.tenant_id = ${tx.tenantId}
      where true
        ${filter.outcome ? sql`and o.outcome = ${filter.outcome}` : sql``}
        ${filter.reason ? sql`and o.reason = ${filter.reason}` : sql``}
        ${Number.isInteger(position) && position < 2 ** 31 ? sql`and o.position > ${position}` : sql``}
      order by o.position limit ${filter.limit + 1}`,
  );
  const rows = found.map((row) => ({ ...row, dueAt: new Date(row.dueAt) }));
  return toPage(rows, filter.limit, (row) => ({ value: String(row.position), id: row.id }));
}
