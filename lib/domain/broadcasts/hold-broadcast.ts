import "server-only";
import { sql } from "drizzle-orm";
import { lockName, type TenantTx } from "@/db/tenant";

// A broadcast's place is held apart from its row: whoever stops it waits in a fair queue behind the sends that are under way,
// and those that come after wait behind the stop. Locks of rows would let them pass it for ever.

function placeOf(broadcastId: string): string {
  return `broadcast:${broadcastId}`;
}

/** Until the transaction ends, a broadcast's state changes by nobody else's hand, and nothing of it is sent meanwhile. */
export async function holdBroadcast(tx: TenantTx, broadcastId: string): Promise<void> {
  await lockName(tx, placeOf(broadcastId));
}

/** Until the transaction ends, the broadcast is not stopped; any number of sends may hold it so at once. */
export async function shareBroadcast(tx: TenantTx, broadcastId: string): Promise<void> {
  const place = `${tx.tenantId}:${placeOf(broadcastId)}`;
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${place}, 0))`);
}
