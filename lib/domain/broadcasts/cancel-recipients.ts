import "server-only";
import { and, eq } from "drizzle-orm";
import { broadcastRecipients } from "@/db/schema/broadcast-recipients";
import { broadcasts } from "@/db/schema/broadcasts";
import type { TenantTx } from "@/db/tenant";
import { holdBroadcast } from "./hold-broadcast";

/** Writes off everybody of a stopped broadcast who was not written to. */
export async function cancelRecipients(
  tx: TenantTx,
  { broadcastId, now }: { broadcastId: string; now: Date },
): Promise<void> {
  await holdBroadcast(tx, broadcastId);
  const [broadcast] = await tx
    .select({ state: broadcasts.state })
    .from(broadcasts)
    .where(eq(broadcasts.id, broadcastId));
  if (broadcast?.state !== "stopped") return;
  await tx
    .update(broadcastRecipients)
    .set({ state: "cancelled", reason: "stopped", updatedAt: now })
    .where(and(eq(broadcastRecipients.broadcastId, broadcastId), eq(broadcastRecipients.state, "waiting")));
}
