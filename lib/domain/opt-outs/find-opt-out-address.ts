import "server-only";
import { eq } from "drizzle-orm";
import { optoutRegistry } from "@/db/schema/optout-registry";
import type { TenantTx } from "@/db/tenant";

/** The number of a row of the register, so that it need not stand in an address; null for an unknown or foreign row. */
export async function findOptOutAddress(tx: TenantTx, optOutId: string): Promise<string | null> {
  const [row] = await tx
    .select({ e164: optoutRegistry.e164 })
    .from(optoutRegistry)
    .where(eq(optoutRegistry.id, optOutId));
  return row?.e164 ?? null;
}
