import "server-only";
import { lockName, type TenantTx } from "@/db/tenant";

/**
 * Takes the place of somebody who calls or writes and may be unknown, by number or other address: two calls or messages at
 * once make one lead. Take it before the first audited write.
 */
export async function lockStranger(tx: TenantTx, address: string): Promise<void> {
  await lockName(tx, `inbound:${address}`);
}
