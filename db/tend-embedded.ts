import "server-only";
import { sql } from "drizzle-orm";
import { getDatabase } from "./client";

/** The database writes the statements, with its own quoting of the names. */
type Table = { analyze: string; vacuum: string; is_changed: boolean; is_dead: boolean };

/** So much of the write-ahead log is kept for a start after a crash before it is made shorter. */
const LOG_BYTES = 64 * 1_048_576;
/** A quarter of the default: a sample of some thousand rows takes the time of a few pages, and is enough for our plans. */
const SAMPLE = 25;

// By autovacuum's own thresholds; a table that was never looked at has -1 rows.
const DUE = sql`select format('vacuum %s', s.relid::regclass) as vacuum,
    format('set default_statistics_target = %s; analyze %s; reset default_statistics_target',
      ${SAMPLE}::int, s.relid::regclass) as analyze,
    s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0) or (c.reltuples < 0 and pg_relation_size(c.oid) > 0) as is_changed,
    s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0) as is_dead
  from pg_stat_user_tables s join pg_class c on c.oid = s.relid
  order by s.n_mod_since_analyze desc`;

const LOG = sql`select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::float8 as bytes from pg_control_checkpoint()`;

/**
 * Does for the embedded database what processes of its own do on a server: counts what tables hold, without which the planner
 * reads all of a firm's messages to find one; removes dead rows; and shortens the log. Each step is a turn of its own, so
 * that nobody waits for more than one. Where the database is a server's, nothing happens.
 */
export async function tendEmbedded(): Promise<void> {
  const { driver, db, query, inTurn } = await getDatabase();
  if (driver !== "pglite") return;
  const { rows: tables } = (await inTurn("machine", () => db.execute(DUE))) as { rows: Table[] };
  for (const { analyze, vacuum, is_dead } of tables.filter((table) => table.is_changed || table.is_dead)) {
    if (is_dead) await inTurn("machine", () => query(vacuum));
    await inTurn("machine", () => query(analyze));
  }
  const { rows } = (await inTurn("machine", () => db.execute(LOG))) as { rows: { bytes: number }[] };
  if ((rows[0]?.bytes ?? 0) > LOG_BYTES) await inTurn("machine", () => query("checkpoint"));
}
