import "server-only";
import { and, eq, gt, inArray, max, sql } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutTasks } from "@/db/schema/optout-tasks";
import type { TenantTx } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { tenBusinessDaysAfter } from "./business-days";
import type { OptOutChannel } from "./opt-out-input";
import { FOREIGN_MARK, liftKindOf, PUSH_SYSTEMS, type PushSystem, pushKindOf } from "./opt-out-task";
import { pushOptOutJob } from "./push-opt-out.job";

/**
 * Leaves it as a task to take off the marks that the firm itself set in other systems for a number, after the start that is
 * `eventId`. What of them may go is decided when it is done (see beginLift). The caller holds the number's lock.
 */
export async function planLifts(tx: TenantTx, start: { e164: string; eventId: string; now: Date }): Promise<void> {
  for (const system of PUSH_SYSTEMS) {
    if ((await listOwnMarks(tx, start.e164, system)).length === 0) continue;
    const [firm] = await tx.select({ timeZone: firms.timeZone }).from(firms).limit(1);
    const dueAt = tenBusinessDaysAfter(start.now, firm?.timeZone ?? "America/New_York");
    const [task] = await tx
      .insert(optoutTasks)
      .values({ eventId: start.eventId, kind: liftKindOf(system), dueAt })
      .onConflictDoNothing()
      .returning({ id: optoutTasks.id });
    if (task) await enqueue(tx, pushOptOutJob, { taskId: task.id }, { singletonKey: task.id });
  }
}

/** The channels that the firm marked at a system for a number since its marks were last taken off there, each once. */
export async function listOwnMarks(tx: TenantTx, e164: string, system: PushSystem): Promise<OptOutChannel[]> {
  const ofNumber = (kind: typeof optoutTasks.$inferSelect.kind) =>
    and(eq(optoutEvents.e164, e164), eq(optoutTasks.kind, kind), eq(optoutTasks.state, "done"));
  const [lifted] = await tx
    .select({ at: max(optoutTasks.doneAt) })
    .from(optoutTasks)
    .innerJoin(optoutEvents, eq(optoutEvents.id, optoutTasks.eventId))
    .where(ofNumber(liftKindOf(system)));
  const rows = await tx
    .selectDistinct({ channel: optoutEvents.channel })
    .from(optoutTasks)
    .innerJoin(optoutEvents, eq(optoutEvents.id, optoutTasks.eventId))
    .where(
      and(
        ofNumber(pushKindOf(system)),
        sql`${optoutTasks.detail} ->> ${FOREIGN_MARK} is null`,
        lifted?.at ? gt(optoutTasks.doneAt, lifted.at) : undefined,
      ),
    );
  return rows.map(({ channel }) => channel);
}

/** Asks once more for the marks of a number's stops that hold, where a lift may have taken them off meanwhile. */
export async function renewPushes(tx: TenantTx, e164: string, system: PushSystem, now: Date): Promise<void> {
  const stops = await tx
    .select({ id: optoutTasks.id })
    .from(optoutTasks)
    .innerJoin(optoutEvents, eq(optoutEvents.id, optoutTasks.eventId))
    .where(
      and(
        eq(optoutEvents.e164, e164),
        eq(optoutTasks.kind, pushKindOf(system)),
        eq(optoutTasks.state, "done"),
        sql`${optoutEvents.id} in (select last_event_id from optout_registry where state = 'opted_out')`,
      ),
    );
  if (stops.length === 0) return;
  const ids = stops.map(({ id }) => id);
  await tx
    .update(optoutTasks)
    .set({ state: "waiting", doneAt: null, detail: {}, updatedAt: now })
    .where(inArray(optoutTasks.id, ids));
  for (const taskId of ids) await enqueue(tx, pushOptOutJob, { taskId }, { singletonKey: taskId });
}
