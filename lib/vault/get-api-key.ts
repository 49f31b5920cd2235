import "server-only";
import { and, eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api-keys";
import type { TenantTx } from "@/db/tenant";
import { unseal } from "./unseal";

/**
 * The firm's current key for `service`, or null. Server-only: never an action, and its result never leaves the
 * process except in a request to that service.
 */
export async function getApiKey(tx: TenantTx, service: string): Promise<string | null> {
  const [row] = await tx
    .update(apiKeys)
    .set({ lastUsedAt: new Date() })
    .where(and(eq(apiKeys.serviceName, service), eq(apiKeys.state, "current")))
    .returning({ id: apiKeys.id, ciphertext: apiKeys.ciphertext });
  if (!row?.ciphertext) return null;
  return unseal(tx, { service, recordId: row.id }, row.ciphertext);
}
