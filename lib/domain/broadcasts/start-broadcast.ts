import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { broadcasts } from "@/db/schema/broadcasts";
import type { TenantTx } from "@/db/tenant";
import { contactNow, realTimeOf } from "@/lib/core/contact-clock";
import { AppError } from "@/lib/core/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { beginBroadcastJob } from "./begin-broadcast.job";
import type { startBroadcastInput } from "./broadcasts.schema";
import { findBroadcast } from "./find-broadcast";
import { holdBroadcast } from "./hold-broadcast";

const MOST_DAYS_AHEAD = 90;

/**
 * Starts a draft, now or at its time. A second press changes nothing: it is told how the broadcast stands.
 * @throws AppError `not_found`; `conflict` when the draft is not the one that was shown; `precondition_failed` when its line
 * cannot send; `invalid_input` for a time in the far future
 */
export async function startBroadcast(
  tx: TenantTx,
  input: z.output<typeof startBroadcastInput> & { userId: string; now: Date },
): Promise<{ state: "scheduled" | "sending" | "stopped" | "done" }> {
  const { broadcastId, now } = input;
  await holdBroadcast(tx, broadcastId);
  const draft = await findBroadcast(tx, broadcastId);
  if (draft === null) throw new AppError("not_found", "There is no such broadcast");
  if (draft.state !== "draft") return { state: draft.state };
  if (draft.updatedAt.getTime() !== input.updatedAt.getTime()) {
    throw new AppError("conflict", "This draft was changed meanwhile. Look at it again");
  }
  if (!draft.line.isUsable) throw new AppError("precondition_failed", "The line is not connected");
  const present = contactNow(now);
  const at = input.scheduledFor !== null && input.scheduledFor > present ? input.scheduledFor : present;
  if (at.getTime() - present.getTime() > MOST_DAYS_AHEAD * 86_400_000) {
    throw new AppError("invalid_input", "Choose a time within the next 90 days");
  }
  const state = at > present ? "scheduled" : "sending";
  await tx
    .update(broadcasts)
    .set({
      state,
      scheduledFor: at,
      // Who starts it answers for it: what they may see decides who is written to.
      createdByUserId: input.userId,
      updatedAt: now,
      ...(state === "sending" ? { startedAt: now } : {}),
    })
    .where(eq(broadcasts.id, broadcastId));
  await enqueue(tx, beginBroadcastJob, { broadcastId }, { at: realTimeOf(at), singletonKey: broadcastId });
  return { state };
}
