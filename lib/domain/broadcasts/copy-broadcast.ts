import "server-only";
import { broadcasts } from "@/db/schema/broadcasts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { findBroadcast } from "./find-broadcast";

/**
 * A new draft with the text, audience and pace of a broadcast, for the whole audience anew.
 * @throws AppError `not_found`
 */
export async function copyBroadcast(
  tx: TenantTx,
  { broadcastId, userId }: { broadcastId: string; userId: string },
): Promise<{ id: string }> {
  const known = await findBroadcast(tx, broadcastId);
  if (known === null) throw new AppError("not_found", "There is no such broadcast");
  const { name, purpose, bodyEn, bodyEs, audience, perMinute, line } = known;
  const [made] = await tx
    .insert(broadcasts)
    .values({ name, purpose, bodyEn, bodyEs, audience, perMinute, lineId: line.id, createdByUserId: userId })
    .returning({ id: broadcasts.id });
  if (!made) throw new Error("the draft was not kept");
  return made;
}
