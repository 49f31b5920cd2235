import "server-only";
import { and, eq, gt, inArray, max, ne } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api-keys";
import { firms } from "@/db/schema/firms";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutTasks } from "@/db/schema/optout-tasks";
import type { TenantTx } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { tenBusinessDaysAfter } from "./business-days";
import { confirmOptOutJob } from "./confirm-opt-out.job";
import type { OptOutInput, OptOutScope } from "./opt-out-input";
import { PUSH_SYSTEMS, pushKindOf } from "./opt-out-task";
import { planLifts } from "./plan-lifts";
import { pushOptOutJob } from "./push-opt-out.job";

/** The one confirmation of a stop goes out within five minutes (47 CFR 64.1200(a)(12)). */
const CONFIRMATION_MS = 5 * 60_000;

type RecordedOptOut = OptOutInput & {
  scope: OptOutScope;
  eventId: string;
  /** Whether this event is the one that the register shows now. */
  isDeciding: boolean;
  now: Date;
};

type TaskRow = typeof optoutTasks.$inferInsert;

/**
 * Leaves what is still to be done about a stop: one confirmation, a person's look at unclear words, and word to the systems
 * that the firm has a key for, each with its clock. A start that counts leaves the taking off of what was set there.
 */
export async function planOptOutTasks(tx: TenantTx, event: RecordedOptOut): Promise<void> {
  if (event.kind === "start") return event.isDeciding ? planLifts(tx, event) : undefined;
  const [firm] = await tx.select({ timeZone: firms.timeZone }).from(firms).limit(1);
  const dueAt = tenBusinessDaysAfter(event.occurredAt, firm?.timeZone ?? "America/New_York");
  const pushes = event.isDeciding ? await planPushes(tx, event, dueAt) : [];
  const review: TaskRow[] = event.needsReview ? [{ eventId: event.eventId, kind: "review", dueAt }] : [];
  const confirmation = await planConfirmation(tx, event);
  const planned = [...(confirmation ? [confirmation] : []), ...review, ...pushes];
  if (planned.length === 0) return;
  const tasks = await tx
    .insert(optoutTasks)
    .values(planned)
    .returning({ id: optoutTasks.id, kind: optoutTasks.kind, state: optoutTasks.state });
  for (const task of tasks) {
    if (task.kind === "push_ghl" || task.kind === "push_aloware") {
      await enqueue(tx, pushOptOutJob, { taskId: task.id }, { singletonKey: task.id });
    }
    if (task.kind === "confirmation" && task.state === "waiting" && event.confirmation?.kind === "send") {
      const at = new Date(event.now.getTime() + event.confirmation.delaySeconds * 1_000);
      await enqueue(tx, confirmOptOutJob, { taskId: task.id }, { at, singletonKey: task.id });
    }
  }
}

async function planConfirmation(tx: TenantTx, event: RecordedOptOut): Promise<TaskRow | null> {
  if (event.confirmation === undefined) return null;
  const task = {
    eventId: event.eventId,
    kind: "confirmation",
    dueAt: new Date(event.occurredAt.getTime() + CONFIRMATION_MS),
  } as const;
  const skip = (reason: string): TaskRow => ({ ...task, state: "skipped", detail: { reason }, doneAt: event.now });
  if (event.confirmation.kind === "provider_answered") return skip("provider_answered");
  if (!event.isDeciding) return skip("taken_back");
  if (task.dueAt <= event.now) return skip("too_late");
  if (await wasConfirmed(tx, event)) return skip("confirmed_before");
  return task;
}

/**
 * One confirmation until the person asks to be written to again: a second STOP is obeyed and not answered. A confirmation
 * that still waits gives way to that of the later stop, since the gate lets none answer a stop that has been followed by
 * another.
 */
async function wasConfirmed(tx: TenantTx, { e164, eventId, now }: RecordedOptOut): Promise<boolean> {
  const [last] = await tx
    .select({ at: max(optoutEvents.occurredAt) })
    .from(optoutEvents)
    .where(and(eq(optoutEvents.e164, e164), eq(optoutEvents.kind, "start")));
  const rows = await tx
    .select({ id: optoutTasks.id, state: optoutTasks.state })
    .from(optoutTasks)
    .innerJoin(optoutEvents, eq(optoutEvents.id, optoutTasks.eventId))
    .where(
      and(
        eq(optoutEvents.e164, e164),
        ne(optoutEvents.id, eventId),
        last?.at ? gt(optoutEvents.occurredAt, last.at) : undefined,
        eq(optoutTasks.kind, "confirmation"),
        inArray(optoutTasks.state, ["waiting", "done"]),
      ),
    );
  const waiting = rows.filter(({ state }) => state === "waiting").map(({ id }) => id);
  if (waiting.length > 0) {
    await tx
      .update(optoutTasks)
      .set({ state: "skipped", detail: { reason: "superseded" }, doneAt: now, updatedAt: now })
      .where(inArray(optoutTasks.id, waiting));
  }
  return rows.some(({ state }) => state === "done");
}

/** Whoever told of the stop knows it. A system without a key of the firm's has nothing to be told by. */
async function planPushes(tx: TenantTx, event: RecordedOptOut, dueAt: Date): Promise<TaskRow[]> {
  const others = PUSH_SYSTEMS.filter((system) => system !== event.toldBy);
  if (!event.e164.startsWith("+") || others.length === 0) return [];
  const keys = await tx
    .selectDistinct({ service: apiKeys.serviceName })
    .from(apiKeys)
    .where(and(inArray(apiKeys.serviceName, [...others]), eq(apiKeys.state, "current")));
  return others
    .filter((system) => keys.some(({ service }) => service === system))
    .map((system) => ({ eventId: event.eventId, kind: pushKindOf(system), dueAt }));
}
