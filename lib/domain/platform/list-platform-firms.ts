import "server-only";
import { sql } from "drizzle-orm";
import { type OpenTx, rowsOf } from "@/db/tenant";

export type PlatformFirm = {
  tenantId: string;
  name: string;
  slug: string;
  state: "active" | "suspended" | "deleted";
  createdAt: Date;
  members: number;
  calls: number;
  /** What the firm may spend; null for one that never had credits. */
  credits: number | null;
  /** When the newest webhook of any provider came. */
  lastEventAt: Date | null;
};

const MOST = 200;

/** The platform's firms, the newest first, at most 200: names and counts, no client's data (AUTH-07). */
export async function listPlatformFirms(tx: OpenTx): Promise<PlatformFirm[]> {
  const rows = await rowsOf<{
    tenant_id: string;
    name: string;
    slug: string;
    state: PlatformFirm["state"];
    created_at: string | Date;
    members: number;
    calls: number;
    credits: number | null;
    last_event_at: string | Date | null;
  }>(
    tx,
    sql`select f.tenant_id, f.name, f.slug, f.created_at,
      case when f.deleted_at is not null then 'deleted' when f.suspended_at is not null then 'suspended' else 'active' end as state,
      (select count(*)::int from memberships m where m.tenant_id = f.tenant_id and m.removed_at is null) as members,
      (select count(*)::int from call_logs c where c.tenant_id = f.tenant_id) as calls,
      (select a.balance from credit_accounts a where a.tenant_id = f.tenant_id) as credits,
      (select max(e.received_at) from webhook_events e where e.tenant_id = f.tenant_id) as last_event_at
      from firms f order by f.created_at desc, f.tenant_id limit ${MOST}`,
  );
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    name: row.name,
    slug: row.slug,
    state: row.state,
    createdAt: new Date(row.created_at),
    members: row.members,
    calls: row.calls,
    credits: row.credits,
    lastEventAt: row.last_event_at === null ? null : new Date(row.last_event_at),
  }));
}
