import "server-only";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";

export type FirmIdentity = { organizationId: string; name: string; deletedAt: Date | null };

/** Which organization of Clerk the transaction's firm is; null as long as the firm's row is not there. */
export async function findFirmIdentity(tx: TenantTx): Promise<FirmIdentity | null> {
  const [firm] = await tx
    .select({ organizationId: firms.clerkOrganizationId, name: firms.name, deletedAt: firms.deletedAt })
    .from(firms);
  return firm ?? null;
}
