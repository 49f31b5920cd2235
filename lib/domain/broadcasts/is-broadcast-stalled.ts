import "server-only";
import { and, eq, inArray, min } from "drizzle-orm";
import { broadcastRecipients } from "@/db/schema/broadcast-recipients";
import { broadcasts } from "@/db/schema/broadcasts";
import { messageSends } from "@/db/schema/message-sends";
import type { TenantTx } from "@/db/tenant";
import { contactNow, realTimeOf } from "@/lib/core/contact-clock";

/** Longer than any step or page of the audience takes; one that is only late and is resumed loses nothing. */
const STALLED_AFTER_MS = 5 * 60_000;

/**
 * Whether nobody carries a broadcast on, though something of it is due: the job that would is among the dead letters, or no
 * worker runs. The app may not look into the queue, so that the broadcast's own rows tell.
 */
export async function isBroadcastStalled(
  tx: TenantTx,
  { broadcastId, now }: { broadcastId: string; now: Date },
): Promise<boolean> {
  const [broadcast] = await tx
    .select({
      state: broadcasts.state,
      scheduledFor: broadcasts.scheduledFor,
      nextStepAt: broadcasts.nextStepAt,
      updatedAt: broadcasts.updatedAt,
    })
    .from(broadcasts)
    .where(eq(broadcasts.id, broadcastId));
  const latest = new Date(now.getTime() - STALLED_AFTER_MS);
  if (broadcast === undefined || broadcast.updatedAt > latest) return false;
  if (broadcast.state === "scheduled") {
    return broadcast.scheduledFor !== null && realTimeOf(broadcast.scheduledFor) <= latest;
  }
  if (broadcast.state !== "sending") return false;
  if (broadcast.nextStepAt === null) return true;
  if (broadcast.nextStepAt > latest) return false;
  const waiting = and(eq(broadcastRecipients.broadcastId, broadcastId), eq(broadcastRecipients.state, "waiting"));
  const [{ dueAt } = { dueAt: null }] = await tx
    .select({ dueAt: min(broadcastRecipients.dueAt) })
    .from(broadcastRecipients)
    .where(waiting);
  if (dueAt !== null) return dueAt <= contactNow(latest);
  const [underWay] = await tx
    .select({ messageId: messageSends.messageId })
    .from(messageSends)
    .where(and(eq(messageSends.broadcastId, broadcastId), inArray(messageSends.state, ["waiting", "sending"])))
    .limit(1);
  return underWay === undefined;
}
