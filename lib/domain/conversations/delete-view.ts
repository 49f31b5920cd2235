import "server-only";
import { and, eq } from "drizzle-orm";
import { savedViews } from "@/db/schema/saved-views";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";

/**
 * Takes a saved view away, also from those with whom it was shared. Only its maker may.
 * @throws AppError `not_found`
 */
export async function deleteView(tx: TenantTx, { viewId, userId }: { viewId: string; userId: string }): Promise<void> {
  const gone = await tx
    .delete(savedViews)
    .where(and(eq(savedViews.id, viewId), eq(savedViews.createdByUserId, userId)))
    .returning({ id: savedViews.id });
  if (gone.length === 0) throw new AppError("not_found", "There is no such view");
}
