import "server-only";
import { and, eq, gt } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api-keys";
import { lockName, type TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";

/**
 * Makes the replaced key of `service` the current one again while it overlaps; the one it replaces overlaps instead, for
 * `overlapHours` from now.
 * @throws AppError `not_found` when no replaced key is left
 */
export async function restoreApiKey(
  tx: TenantTx,
  { service, overlapHours }: { service: string; overlapHours: number },
): Promise<void> {
  await lockName(tx, `api-key:${service}`);
  const now = new Date();
  const [previous] = await tx
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(and(eq(apiKeys.serviceName, service), eq(apiKeys.state, "previous"), gt(apiKeys.usableUntil, now)));
  if (!previous) throw new AppError("not_found", "The key before is not kept any more");
  await tx
    .update(apiKeys)
    .set({ state: "previous", usableUntil: new Date(now.getTime() + overlapHours * 3_600_000) })
    .where(and(eq(apiKeys.serviceName, service), eq(apiKeys.state, "current")));
  await tx.update(apiKeys).set({ state: "current", usableUntil: null }).where(eq(apiKeys.id, previous.id));
}
