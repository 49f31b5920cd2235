import "server-only";
import { asc, desc, eq, inArray } from "drizzle-orm";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { optoutTasks } from "@/db/schema/optout-tasks";
import type { TenantTx } from "@/db/tenant";
import type { OptOutChannel, OptOutScope, OptOutSource } from "./opt-out-input";
import type { OptOutTaskKind, OptOutTaskState } from "./opt-out-task";
import { type NumberOwner, ownersOf } from "./owners-of";
import { readAddress } from "./require-address";
import { wordsBehindWall } from "./words-behind-wall";

export type OptOutHistory = {
  e164: string;
  owner: NumberOwner | null;
  states: { channel: OptOutChannel; scope: OptOutScope; state: "opted_out" | "opted_in"; effectiveAt: Date }[];
  /** Newest first by the time at which it was said. */
  events: OptOutHistoryEvent[];
};

export type OptOutHistoryEvent = {
  id: string;
  kind: "stop" | "start";
  channel: OptOutChannel;
  scope: OptOutScope;
  source: OptOutSource;
  words: string | null;
  isWalled: boolean;
  actorUserId: string | null;
  sourceMessageId: string | null;
  sourceCallId: string | null;
  /** When the person said it, and when it was recorded and thereby obeyed. */
  occurredAt: Date;
  recordedAt: Date;
  /** Confirmation, review and word to other systems, with their clocks and results. */
  tasks: OptOutHistoryTask[];
};

export type OptOutHistoryTask = {
  id: string;
  kind: OptOutTaskKind;
  state: OptOutTaskState;
  dueAt: Date;
  doneAt: Date | null;
  doneByUserId: string | null;
  detail: Record<string, string | number>;
};

const MAX_EVENTS = 500;

/** All that was ever asked for a number, in any spelling; null where nothing was, or what was typed is no number. */
export async function findOptOutHistory(tx: TenantTx, typed: string): Promise<OptOutHistory | null> {
  const e164 = readAddress(typed) ?? typed.trim();
  const rows = await tx
    .select({
      id: optoutEvents.id,
      kind: optoutEvents.kind,
      channel: optoutEvents.channel,
      scope: optoutEvents.scope,
      source: optoutEvents.source,
      words: optoutEvents.words,
      isWalled: wordsBehindWall(),
      actorUserId: optoutEvents.actorUserId,
      sourceMessageId: optoutEvents.sourceMessageId,
      sourceCallId: optoutEvents.sourceCallId,
      occurredAt: optoutEvents.occurredAt,
      recordedAt: optoutEvents.createdAt,
    })
    .from(optoutEvents)
    .where(eq(optoutEvents.e164, e164))
    .orderBy(desc(optoutEvents.occurredAt), desc(optoutEvents.id))
    .limit(MAX_EVENTS);
  if (rows.length === 0) return null;
  const tasks = await listTasks(
    tx,
    rows.map(({ id }) => id),
  );
  return {
    e164,
    owner: (await ownersOf(tx, [e164])).get(e164) ?? null,
    states: await tx
      .select({
        channel: optoutRegistry.channel,
        scope: optoutRegistry.scope,
        state: optoutRegistry.state,
        effectiveAt: optoutRegistry.effectiveAt,
      })
      .from(optoutRegistry)
      .where(eq(optoutRegistry.e164, e164))
      .orderBy(asc(optoutRegistry.channel), asc(optoutRegistry.scope)),
    events: rows.map((row) => ({
      ...row,
      words: row.isWalled ? null : row.words,
      sourceMessageId: row.isWalled ? null : row.sourceMessageId,
      sourceCallId: row.isWalled ? null : row.sourceCallId,
      tasks: tasks.filter(({ eventId }) => eventId === row.id).map(({ eventId: _, ...task }) => task),
    })),
  };
}

function listTasks(tx: TenantTx, eventIds: string[]): Promise<(OptOutHistoryTask & { eventId: string })[]> {
  return tx
    .select({
      id: optoutTasks.id,
      eventId: optoutTasks.eventId,
      kind: optoutTasks.kind,
      state: optoutTasks.state,
      dueAt: optoutTasks.dueAt,
      doneAt: optoutTasks.doneAt,
      doneByUserId: optoutTasks.doneByUserId,
      detail: optoutTasks.detail,
    })
    .from(optoutTasks)
    .where(inArray(optoutTasks.eventId, eventIds))
    .orderBy(asc(optoutTasks.createdAt), asc(optoutTasks.kind));
}
