import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api-keys";
import type { TenantTx } from "@/db/tenant";

/** Ends every key of the firm for `service` and empties its ciphertext; what was known of it stays for the record. */
export async function deleteApiKey(tx: TenantTx, service: string): Promise<void> {
  await tx
    .update(apiKeys)
    .set({ state: "deleted", ciphertext: null, deletedAt: new Date() })
    .where(and(eq(apiKeys.serviceName, service), ne(apiKeys.state, "deleted")));
}
