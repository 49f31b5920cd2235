import "server-only";
import { eq } from "drizzle-orm";
import { creditLimits } from "@/db/schema/credit-limits";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";

/**
 * Takes a ceiling away.
 * @throws AppError `not_found` for one that is not this firm's, or is gone
 */
export async function removeCreditLimit(tx: TenantTx, limitId: string): Promise<void> {
  const removed = await tx.delete(creditLimits).where(eq(creditLimits.id, limitId)).returning({ id: creditLimits.id });
  if (removed.length === 0) throw new AppError("not_found", "There is no such limit");
}
