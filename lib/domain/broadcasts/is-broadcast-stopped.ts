import "server-only";
import { eq } from "drizzle-orm";
import { broadcasts } from "@/db/schema/broadcasts";
import type { TenantTx } from "@/db/tenant";
import { shareBroadcast } from "./hold-broadcast";

/**
 * Whether nothing of a broadcast may be handed to a provider any more. The answer holds until the transaction ends: a stop
 * waits for it, and whoever asks after a stop has committed is told so. Ask before the first audited write.
 */
export async function isBroadcastStopped(tx: TenantTx, broadcastId: string): Promise<boolean> {
  await shareBroadcast(tx, broadcastId);
  const [broadcast] = await tx
    .select({ state: broadcasts.state })
    .from(broadcasts)
    .where(eq(broadcasts.id, broadcastId));
  return broadcast?.state !== "sending" && broadcast?.state !== "done";
}
