import "server-only";
import type { TenantTx } from "@/db/tenant";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";

/**
 * Tells the firm's receivers that the balance has just fallen below the firm's threshold. Call it once for each crossing, in
 * the transaction that holds the account and after its audited write.
 */
export async function tellLowBalance(tx: TenantTx): Promise<void> {
  await publishEvent(tx, { type: "credits.low", subjectId: tx.tenantId });
}
