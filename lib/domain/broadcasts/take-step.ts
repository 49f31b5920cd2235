import "server-only";
import { and, asc, eq, inArray, lte, min } from "drizzle-orm";
import { broadcastRecipients } from "@/db/schema/broadcast-recipients";
import { broadcasts } from "@/db/schema/broadcasts";
import { messageSends } from "@/db/schema/message-sends";
import type { TenantTx } from "@/db/tenant";
import { contactNow, realTimeOf } from "@/lib/core/contact-clock";
import { enqueue } from "@/lib/jobs/enqueue";
import { holdBroadcast } from "./hold-broadcast";
import { stepBroadcastJob } from "./step-broadcast.job";
import { stepPace } from "./step-pace";

/** People who turn out to be excluded cost no pace, but a step ends some time. */
const MOST_ASKED = 300;
const LOOK_AGAIN_MS = 5_000;

/** `size`: how many of `recipientIds`, in their order, may be written to before the next step. */
export type Step = { recipientIds: string[]; size: number };

/**
 * Claims the next slice of a broadcast's time and queues the step after it; null when it is not this one's turn, or nothing is left.
 * With the last message gone the broadcast is done.
 */
export async function takeStep(
  tx: TenantTx,
  { broadcastId, now }: { broadcastId: string; now: Date },
): Promise<Step | null> {
  await holdBroadcast(tx, broadcastId);
  const [broadcast] = await tx
    .select({ state: broadcasts.state, perMinute: broadcasts.perMinute, nextStepAt: broadcasts.nextStepAt })
    .from(broadcasts)
    .where(eq(broadcasts.id, broadcastId));
  if (broadcast?.state !== "sending" || broadcast.nextStepAt === null) return null;
  if (broadcast.nextStepAt > now) {
    await stepAt(tx, broadcastId, broadcast.nextStepAt);
    return null;
  }
  const waiting = and(eq(broadcastRecipients.broadcastId, broadcastId), eq(broadcastRecipients.state, "waiting"));
  const due = await tx
    .select({ id: broadcastRecipients.id })
    .from(broadcastRecipients)
    .where(and(waiting, lte(broadcastRecipients.dueAt, contactNow(now))))
    .orderBy(asc(broadcastRecipients.dueAt), asc(broadcastRecipients.position))
    .limit(MOST_ASKED);
  if (due.length > 0) {
    const { size, lengthMs } = stepPace(broadcast.perMinute);
    const next = new Date(now.getTime() + lengthMs);
    await tx.update(broadcasts).set({ nextStepAt: next }).where(eq(broadcasts.id, broadcastId));
    await stepAt(tx, broadcastId, next);
    return { recipientIds: due.map(({ id }) => id), size };
  }
  const [{ dueAt } = { dueAt: null }] = await tx
    .select({ dueAt: min(broadcastRecipients.dueAt) })
    .from(broadcastRecipients)
    .where(waiting);
  if (dueAt !== null) await stepAt(tx, broadcastId, realTimeOf(dueAt));
  else await finish(tx, { broadcastId, now });
  return null;
}

async function finish(tx: TenantTx, { broadcastId, now }: { broadcastId: string; now: Date }): Promise<void> {
  const [underWay] = await tx
    .select({ messageId: messageSends.messageId })
    .from(messageSends)
    .where(and(eq(messageSends.broadcastId, broadcastId), inArray(messageSends.state, ["waiting", "sending"])))
    .limit(1);
  if (underWay) {
    await stepAt(tx, broadcastId, new Date(now.getTime() + LOOK_AGAIN_MS));
    return;
  }
  await tx
    .update(broadcasts)
    .set({ state: "done", finishedAt: now, updatedAt: now })
    .where(eq(broadcasts.id, broadcastId));
}

async function stepAt(tx: TenantTx, broadcastId: string, at: Date): Promise<void> {
  await enqueue(tx, stepBroadcastJob, { broadcastId }, { at, singletonKey: `${broadcastId}:next` });
}
