import { getDatabase } from "@/db/client";
import { migrateEmbedded, migrateServer } from "@/db/migrate";
import { installServerQueue } from "@/db/queue";
import { getEnv } from "@/lib/core/env";
import { getQueue, queueSpecs, stopQueue } from "@/lib/jobs/queue";
import { StartProblem } from "../start/start-problem";

/** Whether this process may migrate: the embedded database belongs to it, a server needs its owner's connection. */
export function mayMigrate(): boolean {
  const { DATABASE_URL, DATABASE_OWNER_URL } = getEnv();
  return DATABASE_URL === undefined || DATABASE_OWNER_URL !== undefined;
}

/**
 * Brings the configured database to the newest schema, its queues and roles included. A second run changes nothing.
 * @throws StartProblem when a server is configured without its owner's connection
 */
export async function migrateDatabase(): Promise<void> {
  const env = getEnv();
  if (env.DATABASE_URL === undefined) {
    await migrateEmbedded(await getDatabase());
    await getQueue();
    await stopQueue();
    return;
  }
  if (env.DATABASE_OWNER_URL === undefined) {
    throw new StartProblem("DATABASE_OWNER_URL is missing: migrations need the connection of the database's owner.");
  }
  await migrateServer(env.DATABASE_OWNER_URL, env.DATABASE_URL);
  await installServerQueue(env.DATABASE_OWNER_URL, env.DATABASE_URL, queueSpecs());
}
