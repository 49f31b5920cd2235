import "server-only";
import { randomUUID } from "node:crypto";
import { inArray } from "drizzle-orm";
import { automationLogs } from "@/db/schema/automation-logs";
import { consents } from "@/db/schema/consents";
import { optoutEvents } from "@/db/schema/optout-events";
import { type TenantTx, withMachineEyes } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { closeCall } from "@/lib/domain/calls/close-call";
import { lockPerson } from "@/lib/domain/contact-gate/lock-person";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";
import { cancelSendsTo } from "@/lib/domain/sends/cancel-sends-to";
import { type Held, lockWhatWaits } from "./lock-what-waits";
import { noteInThread } from "./note-in-thread";
import type { OptOutInput, OptOutResult } from "./opt-out-input";
import { planOptOutTasks } from "./plan-opt-out-tasks";
import { keepProjection, projectWith } from "./project-opt-out";

/**
 * Appends what a person asked for, projects it onto the register by event time for its address, channel and scope, and takes
 * back every call and message that waits for the number, also what a wall hides from whoever records it: the answer and the
 * log count only what they may see. It holds the person's place, so a dial or send either came before or sees this (CMP-01).
 * A stop ends the consents of its channels, and leaves what is still to be done (confirm, review, tell
 * other systems) as tasks. Call it before any other write of the transaction: whoever waits for the person's place must
 * hold no other lock.
 * @throws AppError `invalid_input` for a `start` without proof
 */
export async function recordOptOut(tx: TenantTx, input: OptOutInput): Promise<OptOutResult> {
  const { e164, channel, kind, source, scope = "all", occurredAt } = input;
  const words = input.words?.trim() || null;
  const evidenceRef = words ?? input.sourceCallId ?? null;
  if (kind === "start" && evidenceRef === null) {
    throw new AppError("invalid_input", "Proof of the person's wish is needed to allow contact again");
  }
  const now = new Date();
  const key = { e164, channel, scope };
  const eventId = randomUUID();
  await lockPerson(tx, { address: e164 });
  const projection = await projectWith(tx, key, { id: eventId, kind, occurredAt, evidenceRef });
  const held = await lockWhatWaits(tx, { ...key, kind, occurredAt });
  const isBlocked = projection.state === "opted_out";
  const cancelledSends = isBlocked ? await cancelSendsTo(tx, { address: e164, reason: "opted_out", now }) : 0;
  await tx.insert(optoutEvents).values({
    id: eventId,
    ...key,
    kind,
    source,
    sourceCallId: input.sourceCallId ?? null,
    sourceMessageId: input.sourceMessageId ?? null,
    words,
    actorUserId: input.actorUserId ?? null,
    occurredAt,
  });
  await keepProjection(tx, key, projection);
  const cancelledCalls = isBlocked ? await takeBack(tx, held.calls, now) : 0;
  await endConsents(tx, held.consentIds, occurredAt);
  const isDeciding = projection.lastEventId === eventId;
  if (isDeciding) {
    const note = { eventId, kind: projection.state, channel, scope, source, actorUserId: input.actorUserId ?? null };
    const { seen, hidden } = held.conversations;
    await noteInThread(tx, seen, note);
    if (hidden.length > 0) await withMachineEyes(tx, "record-opt-out", () => noteInThread(tx, hidden, note));
  }
  await planOptOutTasks(tx, { ...input, scope, eventId, isDeciding, now });
  await tx.insert(automationLogs).values({
    trigger: `optout.${source}`,
    action: kind === "stop" ? "optout.recorded" : "optin.recorded",
    status: "done",
    subjectType: "optout_event",
    subjectId: eventId,
    detail: { channel, scope, state: projection.state, cancelledCalls, cancelledSends },
  });
  // Receivers know people by number; who has none yet is told of when the number becomes known.
  if (kind === "stop" && isBlocked && e164.startsWith("+")) {
    await publishEvent(tx, { type: "contact.opted_out", subjectId: eventId });
  }
  return { eventId, state: projection.state, isDeciding, cancelledCalls, cancelledSends };
}

/** Gives how many of the calls the actor may see. */
async function takeBack(tx: TenantTx, { seen, hidden }: Held, now: Date): Promise<number> {
  const closing = {
    state: "cancelled",
    dialState: "none",
    outcome: "canceled",
    failureCode: "opted_out",
    trigger: "optout",
    now,
  } as const;
  for (const callId of seen) await closeCall(tx, { callId, ...closing });
  for (const callId of hidden) {
    await withMachineEyes(tx, "record-opt-out", () => closeCall(tx, { callId, ...closing }));
  }
  return seen.length;
}

/** The rows stay with their wording and proof; only their end is written (47 CFR 64.1200(a)(10)). */
async function endConsents(tx: TenantTx, consentIds: string[], revokedAt: Date): Promise<void> {
  if (consentIds.length === 0) return;
  await tx.update(consents).set({ revokedAt }).where(inArray(consents.id, consentIds));
}
