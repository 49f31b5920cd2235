import "server-only";
import { getDatabase } from "./client";

/**
 * Jobs of one name and state, over all firms. `oldestAt` is when the oldest of them was queued. Dead letters are counted by
 * what they were, in `source`, which is null for all others.
 */
export type QueueCount = { name: string; state: string; source: string | null; count: number; oldestAt: Date };

/**
 * How many jobs stand where. Runs as the login role, which owns the work on the queue and no firm's rows; the counts
 * hold no payload. Empty as long as the queue was never installed.
 */
export async function queueOverview(): Promise<QueueCount[]> {
  const { query } = await getDatabase();
  const { rows: known } = await query("select to_regclass('pgboss.job') is not null as exists");
  if ((known[0] as { exists: boolean }).exists !== true) return [];
  const { rows } = await query(
    `select name, state::text as state, source, count(*)::int as count, min(created_on) as oldest_at
     from (select name, state, created_on, case when name = 'dead' then source_name end as source from pgboss.job) j
     group by name, state, source order by name, state, source`,
  );
  return (rows as (Omit<QueueCount, "oldestAt"> & { oldest_at: Date | string })[]).map(({ oldest_at: at, ...row }) => ({
    ...row,
    oldestAt: new Date(at),
  }));
}
