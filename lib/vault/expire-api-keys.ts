import "server-only";
import { and, eq, lte } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api-keys";
import type { TenantTx } from "@/db/tenant";

/** Ends the firm's replaced keys whose overlap is over at `now` and empties their ciphertext. */
export async function expireApiKeys(tx: TenantTx, now: Date): Promise<void> {
  await tx
    .update(apiKeys)
    .set({ state: "deleted", ciphertext: null, deletedAt: now })
    .where(and(eq(apiKeys.state, "previous"), lte(apiKeys.usableUntil, now)));
}
