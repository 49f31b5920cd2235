import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { rowsOf, type TenantTx } from "@/db/tenant";
import type { CreditChannel, CreditService } from "./credit-quote";
import type { StatementFilter } from "./credits.schema";
import type { CreditEntryKind } from "./write-credit-entry";

/** A line of the statement, with what it belongs to as far as this reader may see it. */
export type CreditEntry = {
  sequence: number;
  kind: CreditEntryKind;
  balanceDelta: number;
  heldDelta: number;
  /** The running balance, and what was set aside beside it. */
  balanceAfter: number;
  heldAfter: number;
  reason: string | null;
  createdAt: Date;
  /** The person of the firm who caused it, or who acted for the platform (no name then). */
  actor: { userId: string; name: string | null } | null;
  hold: { service: CreditService; channel: CreditChannel; quantity: number; unitPrice: number } | null;
  /** The call or conversation behind it; null when there is none, or it stands behind a wall. */
  record: { kind: "call" | "conversation"; id: string; contactName: string | null } | null;
};

type Row = {
  sequence: string;
  kind: CreditEntryKind;
  balance_delta: number;
  held_delta: number;
  balance_after: number;
  held_after: number;
  reason: string | null;
  created_at: Date | string;
  user_id: string | null;
  user_name: string | null;
  service: CreditService | null;
  channel: CreditChannel;
  quantity: number;
  unit_price: number;
  call_id: string | null;
  conversation_id: string | null;
  contact_name: string | null;
};

/**
 * The ledger's lines, newest first, before a sequence number. Days of the filter are the firm's. A line stays for everybody
 * who may read credits; the client and the record behind it only for those whom the walls let see them.
 */
export async function listEntries(
  tx: TenantTx,
  input: StatementFilter & { before: number | null; limit: number },
): Promise<{ rows: CreditEntry[]; nextBefore: number | null }> {
  const found = await rowsOf<Row>(
    tx,
    sql`with page as (
        select e.*, h.subject_type, h.subject_id, h.service, h.channel, h.quantity, h.unit_price,
          coalesce(e.actor_user_id, h.user_id) as person
        from credit_entries e
        left join credit_holds h on h.tenant_id = e.tenant_id and h.id = e.hold_id
        where e.tenant_id = ${tx.tenantId} and ${matching(input)}
        order by e.sequence desc limit ${input.limit + 1}
      )
      select p.sequence::text, p.kind, p.balance_delta, p.held_delta, p.balance_after, p.held_after, p.reason, p.created_at,
        p.person as user_id, coalesce(nullif(concat_ws(' ', m.first_name, m.last_name), ''), m.email) as user_name,
        p.service, p.channel, p.quantity, p.unit_price,
        c.id as call_id, g.conversation_id, concat_ws(' ', k.first_name, k.last_name) as contact_name
      from page p
      left join memberships m on m.tenant_id = p.tenant_id and m.user_id = p.person
      left join call_logs c on p.subject_type = 'call' and c.tenant_id = p.tenant_id and c.id = p.subject_id
      left join messages g on p.subject_type = 'message' and g.tenant_id = p.tenant_id and g.id = p.subject_id
      left join contacts k on k.tenant_id = p.tenant_id and k.id = coalesce(c.contact_id, g.contact_id)
      order by p.sequence desc`,
  );
  const rows = found.slice(0, input.limit).map(entryOf);
  return { rows, nextBefore: found.length > input.limit ? (rows.at(-1)?.sequence ?? null) : null };
}

function matching(filter: StatementFilter & { before: number | null }): SQL {
  const { before, kind, channel, userId, from, to } = filter;
  const zone = sql`(select f.time_zone from firms f)`;
  const parts = [
    ...(before === null ? [] : [sql`e.sequence < ${before}`]),
    ...(kind === null ? [] : [sql`e.kind = ${kind}`]),
    ...(channel === null ? [] : [sql`h.channel = ${channel}`]),
    ...(userId === null ? [] : [sql`coalesce(e.actor_user_id, h.user_id) = ${userId}`]),
    ...(from === null ? [] : [sql`e.created_at >= ${from}::date::timestamp at time zone ${zone}`]),
    ...(to === null ? [] : [sql`e.created_at < (${to}::date + 1)::timestamp at time zone ${zone}`]),
  ];
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

function entryOf(row: Row): CreditEntry {
  const { service, channel, quantity } = row;
  const contactName = row.contact_name || null;
  return {
    sequence: Number(row.sequence),
    kind: row.kind,
    balanceDelta: row.balance_delta,
    heldDelta: row.held_delta,
    balanceAfter: row.balance_after,
    heldAfter: row.held_after,
    reason: row.reason,
    createdAt: new Date(row.created_at),
    actor: row.user_id === null ? null : { userId: row.user_id, name: row.user_name },
    hold: service === null ? null : { service, channel, quantity, unitPrice: row.unit_price },
    record:
      row.call_id !== null
        ? { kind: "call", id: row.call_id, contactName }
        : row.conversation_id !== null
          ? { kind: "conversation", id: row.conversation_id, contactName }
          : null,
  };
}
