import "server-only";
import { sql } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import { openCreditAccount } from "@/lib/domain/credits/open-credit-account";
import { DEFAULT_HOURS } from "./default-hours";

type MirroredFirm = { organizationId: string; name: string; slug: string; changedAt: Date };

/**
 * Takes over a firm's name and slug as they were at `changedAt`. An older event than the one already taken over changes
 * nothing, and a deleted firm stays deleted: Clerk never gives an organization id out again. A new firm begins with the
 * starter credits.
 */
export async function mirrorFirm(tx: TenantTx, { organizationId, name, slug, changedAt }: MirroredFirm): Promise<void> {
  await tx
    .insert(firms)
    .values({ clerkOrganizationId: organizationId, name, slug, hours: DEFAULT_HOURS, remoteUpdatedAt: changedAt })
    .onConflictDoUpdate({
      target: firms.tenantId,
      set: { name, slug, remoteUpdatedAt: changedAt, updatedAt: new Date() },
      setWhere: sql`${firms.remoteUpdatedAt} is null or ${firms.remoteUpdatedAt} <= ${changedAt.toISOString()}::timestamptz`,
    });
  await openCreditAccount(tx);
}
