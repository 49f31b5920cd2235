import "server-only";
import { isNull } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import { ensureFirm } from "./ensure-firm";

/** Marks the transaction's firm as deleted at `closedAt`, for ever. Its rows stay until the deletion run. */
export async function closeFirm(tx: TenantTx, organizationId: string, closedAt: Date): Promise<void> {
  await ensureFirm(tx, { organizationId, slug: null });
  await tx
    .update(firms)
    .set({ deletedAt: closedAt, remoteUpdatedAt: closedAt, updatedAt: new Date() })
    .where(isNull(firms.deletedAt));
}
