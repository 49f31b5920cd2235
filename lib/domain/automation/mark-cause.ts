import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "@/db/tenant";

/**
 * Says that the rest of the transaction is an event's work: what recordAutomation notes from here on, however deep in the
 * verbs, names the event as its cause.
 */
export async function markCause(tx: TenantTx, eventId: string): Promise<void> {
  await tx.execute(sql`select set_config('app.event_id', ${eventId}, true)`);
}
