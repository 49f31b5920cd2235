import "server-only";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";

/** The firm as events name it: its Clerk organization, which scripts know it by, and its name. */
export async function findEventFirm(tx: TenantTx): Promise<{ id: string | null; name: string | null }> {
  const [firm] = await tx.select({ id: firms.clerkOrganizationId, name: firms.name }).from(firms).limit(1);
  return firm ?? { id: null, name: null };
}
