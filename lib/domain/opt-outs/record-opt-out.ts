import "server-only";
import { and, eq } from "drizzle-orm";
import { automationLogs } from "@/db/schema/automation-logs";
import { callLogs } from "@/db/schema/call-logs";
import { type OPTOUT_CHANNELS, optoutEvents } from "@/db/schema/optout-events";
import { optoutRegistry } from "@/db/schema/optout-registry";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { closeCall } from "@/lib/domain/calls/close-call";
import { mergeOptOut, type OptOutProjection } from "@/lib/domain/compliance/merge-opt-out";
import { lockContactNumber } from "@/lib/domain/contact-gate/decide-for-contact";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";

type OptOutChannel = (typeof OPTOUT_CHANNELS)[number];

export type OptOutInput = {
  e164: string;
  channel: OptOutChannel;
  kind: "stop" | "start";
  source: (typeof optoutEvents.$inferInsert)["source"];
  /** When the person said it, by the provider's clock. */
  occurredAt: Date;
  sourceCallId?: string;
  /** The person's words. A `start` without words or a call as its proof is refused (CMP-03). */
  words?: string;
  actorUserId?: string;
};

export type OptOutResult = { eventId: string; state: OptOutProjection["state"]; cancelledCalls: number };

/**
 * Appends what a person asked for, projects it onto the register by event time, and takes back every waiting call to the
 * number. It holds the number's lock, so a dial of the same number either came before or sees this (CMP-01).
 * Call it before any other write of the transaction: whoever waits for the number's lock must hold no other.
 * @throws AppError `invalid_input` for a `start` without proof
 */
export async function recordOptOut(tx: TenantTx, input: OptOutInput): Promise<OptOutResult> {
  const evidence = input.words?.trim() || input.sourceCallId || null;
  if (input.kind === "start" && evidence === null) {
    throw new AppError("invalid_input", "Proof of the person's wish is needed to allow contact again");
  }
  await lockContactNumber(tx, input.e164);
  const waiting = await lockWaitingCalls(tx, input.e164);
  const [event] = await tx
    .insert(optoutEvents)
    .values({
      e164: input.e164,
      channel: input.channel,
      kind: input.kind,
      source: input.source,
      sourceCallId: input.sourceCallId ?? null,
      words: input.words?.trim() || null,
      actorUserId: input.actorUserId ?? null,
      occurredAt: input.occurredAt,
    })
    .returning({ id: optoutEvents.id });
  if (!event) throw new Error("the opt-out was not stored");
  const projection = await project(tx, input);
  const cancelled = projection.state === "opted_out" ? waiting : [];
  for (const callId of cancelled) {
    await closeCall(tx, {
      callId,
      state: "cancelled",
      dialState: "none",
      outcome: "canceled",
      failureCode: "opted_out",
      trigger: "optout",
      now: new Date(),
    });
  }
  await tx.insert(automationLogs).values({
    trigger: `optout.${input.source}`,
    action: input.kind === "stop" ? "optout.recorded" : "optin.recorded",
    status: "done",
    subjectType: "optout_event",
    subjectId: event.id,
    detail: { channel: input.channel, state: projection.state, cancelledCalls: cancelled.length },
  });
  if (input.kind === "stop" && projection.state === "opted_out") {
    await publishEvent(tx, { type: "contact.opted_out", subjectId: event.id });
  }
  return { eventId: event.id, state: projection.state, cancelledCalls: cancelled.length };
}

/** Row locks are taken before the first audited write, in the order in which the dial takes its own. */
async function lockWaitingCalls(tx: TenantTx, e164: string): Promise<string[]> {
  const rows = await tx
    .select({ id: callLogs.id })
    .from(callLogs)
    .where(and(eq(callLogs.clientNumber, e164), eq(callLogs.state, "scheduled"), eq(callLogs.dialState, "waiting")))
    .orderBy(callLogs.id)
    .for("update");
  return rows.map(({ id }) => id);
}

async function project(tx: TenantTx, key: Pick<OptOutInput, "e164" | "channel">): Promise<OptOutProjection> {
  const events = await tx
    .select()
    .from(optoutEvents)
    .where(and(eq(optoutEvents.e164, key.e164), eq(optoutEvents.channel, key.channel)));
  const projection = mergeOptOut(
    events.map((event) => ({
      id: event.id,
      kind: event.kind,
      occurredAt: event.occurredAt,
      evidenceRef: event.words ?? event.sourceCallId,
    })),
  );
  if (!projection) throw new Error("the events of the number give no state");
  const state = {
    state: projection.state,
    lastEventId: projection.lastEventId,
    effectiveAt: projection.effectiveAt,
    updatedAt: new Date(),
  };
  await tx
    .insert(optoutRegistry)
    .values({ e164: key.e164, channel: key.channel, ...state })
    .onConflictDoUpdate({
      target: [optoutRegistry.tenantId, optoutRegistry.e164, optoutRegistry.channel],
      set: state,
    });
  return projection;
}
