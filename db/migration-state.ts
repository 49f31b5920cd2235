import "server-only";
import { sql } from "drizzle-orm";
import { getDatabase } from "./client";
import journal from "./migrations/meta/_journal.json";
import type { Driver } from "./open-database";
import { inPlatform, rowsOf } from "./tenant";

export type MigrationState = {
  driver: Driver;
  /** Migrations that this build brings, and how many of them the database has. */
  known: number;
  applied: number;
  /** Name of the newest migration of this build. */
  newest: string;
};

/** Which schema the database is on, beside the one that this build expects. */
export async function migrationState(): Promise<MigrationState> {
  const { driver } = await getDatabase();
  const [row] = await inPlatform((tx) =>
    rowsOf<{ applied: number }>(tx, sql`select count(*)::int as applied from drizzle.__drizzle_migrations`),
  );
  const { entries } = journal;
  return { driver, known: entries.length, applied: row?.applied ?? 0, newest: entries.at(-1)?.tag ?? "" };
}
