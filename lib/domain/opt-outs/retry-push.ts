import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { optoutTasks } from "@/db/schema/optout-tasks";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { TELLING_KINDS } from "./opt-out-task";
import { pushOptOutJob } from "./push-opt-out.job";

/**
 * Tells another system once more of a stop that it did not take, or was not told of: the key was replaced, or the person has
 * become known there.
 * @throws AppError `not_found`; `precondition_failed` for what waits or is done
 */
export async function retryPush(tx: TenantTx, input: { taskId: string; now: Date }): Promise<void> {
  const { taskId, now } = input;
  const isPush = inArray(optoutTasks.kind, [...TELLING_KINDS]);
  const [known] = await tx
    .select({ state: optoutTasks.state })
    .from(optoutTasks)
    .where(and(eq(optoutTasks.id, taskId), isPush))
    .for("update");
  if (!known) throw new AppError("not_found", "There is no such task");
  if (known.state === "waiting" || known.state === "done") {
    throw new AppError("precondition_failed", "The other system is being told, or has been");
  }
  await tx
    .update(optoutTasks)
    .set({ state: "waiting", doneAt: null, updatedAt: now })
    .where(eq(optoutTasks.id, taskId));
  await enqueue(tx, pushOptOutJob, { taskId }, { singletonKey: taskId });
}
