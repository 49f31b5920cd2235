import "server-only";
import { getEnv } from "@/lib/core/env";
import { type OpenDatabase, openDatabase } from "./open-database";

// One database for the process: Next loads server modules in several bundles, and PGlite must be opened once.
const slot = globalThis as typeof globalThis & { docketlineDatabase?: Promise<OpenDatabase> };

/** The process's database, opened at the first call; a failed opening is tried again at the next. */
export function getDatabase(): Promise<OpenDatabase> {
  slot.docketlineDatabase ??= open();
  return slot.docketlineDatabase;
}

/** Puts `database` in the place of the configured one: for suites, which bring their own. */
export function adoptDatabase(database: OpenDatabase): void {
  slot.docketlineDatabase = Promise.resolve(database);
}

/** Closes the process's database, if it was opened. */
export async function closeDatabase(): Promise<void> {
  const opened = slot.docketlineDatabase;
  delete slot.docketlineDatabase;
  if (opened) await (await opened).close();
}

async function open(): Promise<OpenDatabase> {
  const env = getEnv();
  try {
    return await openDatabase({
      url: env.DATABASE_URL,
      driver: env.DATABASE_DRIVER,
      folder: env.DOCKETLINE_DATA_DIR,
      neonProxy: env.DATABASE_NEON_PROXY,
      maxConnections: 10,
    });
  } catch (error) {
    delete slot.docketlineDatabase;
    throw error;
  }
}
