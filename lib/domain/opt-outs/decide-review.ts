import "server-only";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutTasks } from "@/db/schema/optout-tasks";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { lockPerson } from "@/lib/domain/contact-gate/lock-person";
import type { OptOutResult } from "./opt-out-input";
import type { decideReviewInput } from "./opt-outs.schema";
import { pastInstant } from "./past-instant";
import { recordOptOut } from "./record-opt-out";
import { wordsBehindWall } from "./words-behind-wall";

/**
 * Decides about a stop in unclear words. Confirmed, it stays as it is. That it was none takes the person's own words from
 * after it, which are kept as their wish to be contacted, with whoever decided (CMP-03): a later stop of theirs still holds.
 * Who may not see the words cannot decide about them. It must be the first write of the transaction.
 * @throws AppError `not_found`; `conflict` when somebody decided otherwise; `invalid_input` for words from before the stop or
 *   from the future
 */
export async function decideReview(
  tx: TenantTx,
  input: z.output<typeof decideReviewInput> & { userId: string; now: Date },
): Promise<{ state: OptOutResult["state"] }> {
  const { taskId, userId, now } = input;
  const event = await findReviewed(tx, taskId);
  await lockPerson(tx, { address: event.e164 });
  const [task] = await tx.select().from(optoutTasks).where(eq(optoutTasks.id, taskId)).for("update");
  if (!task) throw notFound();
  if (task.state !== "waiting") {
    if (task.detail["decision"] === input.decision) return { state: stateAfter(input.decision) };
    throw new AppError("conflict", "Somebody else has decided this");
  }
  const started = input.decision === "not_a_stop" ? await startAgain(tx, event, { ...input, userId, now }) : null;
  const detail = { decision: input.decision, ...(started ? { startEventId: started.eventId } : {}) };
  await tx
    .update(optoutTasks)
    .set({ state: "done", detail, doneAt: now, doneByUserId: userId, updatedAt: now })
    .where(eq(optoutTasks.id, taskId));
  await auditEvent(tx, {
    action: "opt_out_review.decide",
    subjectType: "optout_events",
    subjectId: event.id,
    outcome: "done",
    detail,
  });
  return { state: started?.state ?? "opted_out" };
}

type Reviewed = Pick<typeof optoutEvents.$inferSelect, "id" | "e164" | "channel" | "scope" | "occurredAt">;

async function findReviewed(tx: TenantTx, taskId: string): Promise<Reviewed> {
  const [row] = await tx
    .select({
      id: optoutEvents.id,
      e164: optoutEvents.e164,
      channel: optoutEvents.channel,
      scope: optoutEvents.scope,
      occurredAt: optoutEvents.occurredAt,
      isWalled: wordsBehindWall(),
    })
    .from(optoutTasks)
    .innerJoin(
      optoutEvents,
      and(eq(optoutEvents.tenantId, optoutTasks.tenantId), eq(optoutEvents.id, optoutTasks.eventId)),
    )
    .where(and(eq(optoutTasks.id, taskId), eq(optoutTasks.kind, "review")));
  if (!row || row.isWalled) throw notFound();
  return row;
}

async function startAgain(
  tx: TenantTx,
  event: Reviewed,
  input: { evidence: string; saidAt: Date | null; userId: string; now: Date },
): Promise<OptOutResult> {
  const saidAt = pastInstant(input);
  if (saidAt <= event.occurredAt) {
    throw new AppError("invalid_input", "What the person said before the stop does not take it back");
  }
  return recordOptOut(tx, {
    e164: event.e164,
    channel: event.channel,
    scope: event.scope,
    kind: "start",
    source: "staff",
    occurredAt: saidAt,
    words: input.evidence,
    actorUserId: input.userId,
  });
}

function stateAfter(decision: "confirmed" | "not_a_stop"): OptOutResult["state"] {
  return decision === "confirmed" ? "opted_out" : "opted_in";
}

function notFound(): AppError {
  return new AppError("not_found", "There is no such review");
}
