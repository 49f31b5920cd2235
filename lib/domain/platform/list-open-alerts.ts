import "server-only";
import { sql } from "drizzle-orm";
import { type OpenTx, rowsOf } from "@/db/tenant";

/** Alerts of one kind that are open at one firm. `since` is when the oldest of them was opened. */
export type OpenAlerts = {
  tenantId: string;
  firmName: string;
  kind: "silent" | "failing" | "refusing";
  count: number;
  since: Date;
};

const MOST = 200;

/** What no person and no traffic has closed yet, at all firms, the oldest first, 200 at most. */
export async function listOpenAlerts(tx: OpenTx): Promise<OpenAlerts[]> {
  const rows = await rowsOf<Omit<OpenAlerts, "since"> & { since: string | Date }>(
    tx,
    sql`select a.tenant_id as "tenantId", f.name as "firmName", a.kind, count(*)::int as count, min(a.opened_at) as since
      from webhook_alerts a join firms f on f.tenant_id = a.tenant_id
      where a.closed_at is null group by a.tenant_id, f.name, a.kind order by min(a.opened_at), f.name limit ${MOST}`,
  );
  return rows.map((row) => ({ ...row, since: new Date(row.since) }));
}
