import "server-only";
import { eq } from "drizzle-orm";
import { broadcasts } from "@/db/schema/broadcasts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { cancelBroadcastJob } from "./cancel-broadcast.job";
import { holdBroadcast } from "./hold-broadcast";

/**
 * Stops a broadcast until somebody resumes it. It waits for the sends that are being begun, and after its commit none is begun: nothing more
 * is handed to a provider, though what waits is taken back only afterwards. A second press changes nothing.
 * @throws AppError `not_found`; `conflict` for one that was not started or is over
 */
export async function stopBroadcast(
  tx: TenantTx,
  input: { broadcastId: string; userId: string; now: Date },
): Promise<void> {
  const { broadcastId, now } = input;
  await holdBroadcast(tx, broadcastId);
  const [known] = await tx.select({ state: broadcasts.state }).from(broadcasts).where(eq(broadcasts.id, broadcastId));
  if (!known) throw new AppError("not_found", "There is no such broadcast");
  if (known.state === "stopped") return;
  if (known.state === "draft" || known.state === "done") throw new AppError("conflict", "Nothing is being sent");
  await tx
    .update(broadcasts)
    .set({ state: "stopped", stoppedAt: now, stoppedByUserId: input.userId, updatedAt: now })
    .where(eq(broadcasts.id, broadcastId));
  await enqueue(tx, cancelBroadcastJob, { broadcastId }, { singletonKey: broadcastId });
}
