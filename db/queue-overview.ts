import "server-only";
import { getDatabase } from "./client";

/** Jobs of one name and state, over all firms. `oldestAt` is when the oldest of them was queued. */
export type QueueCount = { name: string; state: string; count: number; oldestAt: Date };

/**
 * How many jobs stand where. Runs as the login role, which owns the work on the queue and no firm's rows; the counts
 * hold no payload. Empty as long as the queue was never installed.
 */
export async function queueOverview(): Promise<QueueCount[]> {
  const { query } = await getDatabase();
  const { rows: known } = await query("select to_regclass('pgboss.job') is not null as exists");
  if ((known[0] as { exists: boolean }).exists !== true) return [];
  const { rows } = await query(
    `select name, state::text as state, count(*)::int as count, min(created_on) as oldest_at
     from pgboss.job group by name, state order by name, state`,
  );
  return (rows as { name: string; state: string; count: number; oldest_at: Date | string }[]).map((row) => ({
    name: row.name,
    state: row.state,
    count: row.count,
    oldestAt: new Date(row.oldest_at),
  }));
}
