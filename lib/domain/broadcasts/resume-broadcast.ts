import "server-only";
import { eq } from "drizzle-orm";
import { broadcasts } from "@/db/schema/broadcasts";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { enqueue } from "@/lib/jobs/enqueue";
import { beginBroadcastJob } from "./begin-broadcast.job";
import { holdBroadcast } from "./hold-broadcast";
import { isBroadcastStalled } from "./is-broadcast-stalled";
import { restoreRecipients } from "./restore-recipients";
import { stepBroadcastJob } from "./step-broadcast.job";

/**
 * Carries on a broadcast that stands still or was stopped, from where it is: who has been dealt with stays so, and everybody else
 * passes the gate like before (see sendToRecipient). A second press, or one on a broadcast that moves, changes nothing and is
 * false.
 * @throws AppError `not_found`; `conflict` for one that was not started, is over, or was stopped and has nobody to go on with:
 * before it began, or while what waits is still being taken back
 */
export async function resumeBroadcast(
  tx: TenantTx,
  { broadcastId, now }: { broadcastId: string; now: Date },
): Promise<boolean> {
  await holdBroadcast(tx, broadcastId);
  const [known] = await tx
    .select({ state: broadcasts.state, nextStepAt: broadcasts.nextStepAt })
    .from(broadcasts)
    .where(eq(broadcasts.id, broadcastId));
  if (!known) throw new AppError("not_found", "There is no such broadcast");
  if (known.state === "draft" || known.state === "done") throw new AppError("conflict", "Nothing is being sent");
  if (known.state === "stopped") {
    const restored = await restoreRecipients(tx, { broadcastId, now });
    if (restored === 0) throw new AppError("conflict", "Nobody is left to whom it was not sent");
  } else if (!(await isBroadcastStalled(tx, { broadcastId, now }))) return false;
  const isListed = known.nextStepAt !== null;
  await auditEvent(tx, {
    action: "broadcast.resume",
    subjectType: "broadcasts",
    subjectId: broadcastId,
    outcome: "done",
    detail: { isListed, wasStopped: known.state === "stopped" },
  });
  await tx
    .update(broadcasts)
    .set({
      updatedAt: now,
      ...(known.state === "stopped" ? { state: "sending" as const, stoppedAt: null, stoppedByUserId: null } : {}),
      ...(isListed ? { nextStepAt: now } : {}),
    })
    .where(eq(broadcasts.id, broadcastId));
  if (isListed) await enqueue(tx, stepBroadcastJob, { broadcastId }, { singletonKey: `${broadcastId}:resumed` });
  else await enqueue(tx, beginBroadcastJob, { broadcastId }, { singletonKey: `${broadcastId}:resumed` });
  return true;
}
