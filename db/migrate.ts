import "server-only";
import path from "node:path";
import { drizzle as drizzlePg } from "drizzle-orm/node-postgres";
import { migrate as migrateNodePostgres } from "drizzle-orm/node-postgres/migrator";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { Pool } from "pg";
import type { OpenDatabase } from "./open-database";

const MIGRATIONS = { migrationsFolder: path.join(process.cwd(), "db", "migrations") };

/** Brings an embedded database to the newest schema. Running it twice changes nothing. */
export async function migrateEmbedded(database: OpenDatabase): Promise<void> {
  if (!database.pglite) throw new Error("not an embedded database");
  await migratePglite(drizzlePglite(database.pglite), MIGRATIONS);
}

/**
 * Brings the server database at `ownerUrl` to the newest schema, and makes the login role that `appUrl` names: no
 * superuser, no BYPASSRLS, owner of nothing, able to become the app role for one transaction at a time (TEN-01).
 */
export async function migrateServer(ownerUrl: string, appUrl: string | undefined): Promise<void> {
  const pool = new Pool({ connectionString: ownerUrl, max: 1 });
  try {
    await pool.query("select pg_advisory_lock(7316054213)");
    await migrateNodePostgres(drizzlePg(pool), MIGRATIONS);
    if (appUrl !== undefined) await makeLogin(pool, new URL(appUrl));
    await pool.query("select pg_advisory_unlock(7316054213)");
  } finally {
    await pool.end();
  }
}

async function makeLogin(pool: Pool, appUrl: URL): Promise<void> {
  const name = decodeURIComponent(appUrl.username);
  const password = decodeURIComponent(appUrl.password);
  const existing = await pool.query("select 1 from pg_roles where rolname = $1", [name]);
  if (existing.rows.length === 0) {
    const statement = await pool.query(
      "select format('create role %I login noinherit nosuperuser nocreatedb nocreaterole nobypassrls password %L', $1::text, $2::text) as text",
      [name, password],
    );
    await pool.query(String(statement.rows[0]?.text));
  }
  const grants = await pool.query(
    `select format('grant docketline_app, docketline_platform to %1$I; grant connect on database %2$I to %1$I;
      grant usage on schema docketline to %1$I; grant execute on function docketline.receive_webhooks to %1$I',
      $1::text, current_database()) as text`,
    [name],
  );
  await pool.query(String(grants.rows[0]?.text));
}
