import { setTimeout as wait } from "node:timers/promises";
import type { TestDatabase } from "./test-database";

const PATIENCE_MS = 15_000;

/** Until so many transactions of the test's own database wait for a lock that another one holds. */
export async function untilWaiting(database: TestDatabase, count = 1): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await database.asOwner(
      "select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    if (Number((rows[0] as { waiting: number } | undefined)?.waiting) >= count) return;
    if (performance.now() > until) throw new Error("nobody waits");
    await wait(20);
  }
}
