import "server-only";
import { eq } from "drizzle-orm";
import { broadcasts } from "@/db/schema/broadcasts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { holdBroadcast } from "./hold-broadcast";

/**
 * Throws a draft away. What was started stays for the record.
 * @throws AppError `not_found`, `conflict` for a broadcast that was started
 */
export async function deleteBroadcast(tx: TenantTx, broadcastId: string): Promise<void> {
  await holdBroadcast(tx, broadcastId);
  const [known] = await tx.select({ state: broadcasts.state }).from(broadcasts).where(eq(broadcasts.id, broadcastId));
  if (!known) throw new AppError("not_found", "There is no such broadcast");
  if (known.state !== "draft") throw new AppError("conflict", "This broadcast was started already");
  await tx.delete(broadcasts).where(eq(broadcasts.id, broadcastId));
}
