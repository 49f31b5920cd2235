import "server-only";
import { and, eq } from "drizzle-orm";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { optoutTasks } from "@/db/schema/optout-tasks";
import type { TenantTx } from "@/db/tenant";
import { lockPerson } from "@/lib/domain/contact-gate/lock-person";
import { holdMessage } from "@/lib/domain/messages/hold-message";
import { reserveSend } from "@/lib/domain/sends/reserve-send";
import { keywordAnswer } from "./keyword-answers";
import type { OptOutTaskState } from "./opt-out-task";

/**
 * Sends the one text that confirms a stop to the address that asked for it, or notes why there is none: the five minutes are
 * over, the person has asked to be written to again, the gate or the lines do not allow it. Run twice, or by two workers at
 * once, it is done once. It must be the first write of the transaction.
 */
export async function confirmOptOut(tx: TenantTx, input: { taskId: string; now: Date }): Promise<OptOutTaskState> {
  const { taskId, now } = input;
  const told = await findEvent(tx, taskId);
  if (!told) return "skipped";
  await lockPerson(tx, { address: told.e164 });
  const message = told.sourceMessageId === null ? null : await holdMessage(tx, told.sourceMessageId);
  const [task] = await tx.select().from(optoutTasks).where(eq(optoutTasks.id, taskId)).for("update");
  if (task?.state !== "waiting") return task?.state ?? "skipped";
  const settle = async (state: "done" | "skipped", detail: Record<string, string>): Promise<OptOutTaskState> => {
    await tx.update(optoutTasks).set({ state, detail, doneAt: now, updatedAt: now }).where(eq(optoutTasks.id, taskId));
    return state;
  };
  if (message === null) return settle("skipped", { reason: "no_message" });
  if (now >= task.dueAt) return settle("skipped", { reason: "too_late" });
  const event = await findEventAt(tx, told, message.clientAddress);
  if (!(await isStillOut(tx, event))) return settle("skipped", { reason: "taken_back" });
  const sent = await reserveSend(tx, {
    to: { answerTo: message.id },
    channel: message.channel,
    lineId: null,
    body: await keywordAnswer(tx, "stop_confirmation", { words: event.words, contactId: message.contactId }),
    origin: "opt_out_confirmation",
    purpose: "opt_out_confirmation",
    idempotencyKey: taskId,
    userId: null,
    scheduledFor: null,
    optoutEventId: event.id,
    now,
  });
  if (sent.kind === "accepted") return settle("done", { messageId: sent.messageId });
  if (sent.kind === "no_line") return settle("skipped", { reason: "no_line" });
  return settle("skipped", { reason: "blocked", decisionId: sent.decision.id });
}

type Event = typeof optoutEvents.$inferSelect;

async function findEvent(tx: TenantTx, taskId: string): Promise<Event | undefined> {
  const [row] = await tx
    .select({ event: optoutEvents })
    .from(optoutTasks)
    .innerJoin(optoutEvents, eq(optoutEvents.id, optoutTasks.eventId))
    .where(eq(optoutTasks.id, taskId));
  return row?.event;
}

/** Where an id has given way to its number meanwhile, the same words stand at the number (see carryOptOuts). */
async function findEventAt(tx: TenantTx, told: Event, address: string): Promise<Event> {
  if (told.e164 === address || told.sourceMessageId === null) return told;
  const [carried] = await tx
    .select()
    .from(optoutEvents)
    .where(
      and(
        eq(optoutEvents.e164, address),
        eq(optoutEvents.sourceMessageId, told.sourceMessageId),
        eq(optoutEvents.channel, told.channel),
        eq(optoutEvents.scope, told.scope),
        eq(optoutEvents.kind, told.kind),
        eq(optoutEvents.occurredAt, told.occurredAt),
      ),
    )
    .limit(1);
  return carried ?? told;
}

async function isStillOut(tx: TenantTx, event: Event): Promise<boolean> {
  const [row] = await tx
    .select({ state: optoutRegistry.state })
    .from(optoutRegistry)
    .where(
      and(
        eq(optoutRegistry.e164, event.e164),
        eq(optoutRegistry.channel, event.channel),
        eq(optoutRegistry.scope, event.scope),
      ),
    );
  return row?.state === "opted_out";
}
