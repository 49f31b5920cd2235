import "server-only";
import { sql } from "drizzle-orm";
import { type OpenTx, rowsOf, type TenantTx } from "@/db/tenant";

/** True the first time that `eventId` is seen. It stays seen only if the transaction commits, with the event's effect. */
export async function recordPlatformEvent(tx: TenantTx | OpenTx, eventId: string, eventType: string): Promise<boolean> {
  const [row] = await rowsOf<{ is_new: boolean }>(
    tx,
    sql`select docketline.record_platform_event(${eventId}, ${eventType}) as is_new`,
  );
  return row?.is_new === true;
}
