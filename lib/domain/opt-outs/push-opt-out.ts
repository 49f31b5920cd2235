import "server-only";
import { and, asc, desc, eq } from "drizzle-orm";
import { contactMappings } from "@/db/schema/contact-mappings";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { optoutTasks } from "@/db/schema/optout-tasks";
import type { TenantTx } from "@/db/tenant";
import { lockContactNumber } from "@/lib/domain/contact-gate/lock-person";
import { findLiftable } from "./lift-opt-out";
import type { OptOutChannel } from "./opt-out-input";
import {
  FOREIGN_MARK,
  liftKindOf,
  MAYBE_OURS,
  type OptOutTaskKind,
  PUSH_SYSTEMS,
  type PushSystem,
  pushKindOf,
} from "./opt-out-task";
import { planLifts, renewPushes } from "./plan-lifts";
import type { PushAnswer } from "./push-answer";

export type BegunPush =
  | {
      kind: "push";
      system: PushSystem;
      e164: string;
      channel: OptOutChannel;
      /** The ids under which the system knows the person; empty where it goes by the number. */
      externalIds: string[];
      /** Whether a mark that stands there already may be the firm's own, by a request whose answer was lost. */
      maybeOurs: boolean;
    }
  | {
      kind: "lift";
      system: PushSystem;
      e164: string;
      channels: readonly Exclude<OptOutChannel, "all">[];
      externalIds: string[];
    }
  /** Nothing is left to be told. */
  | { kind: "settled" };

const MAX_IDS = 20;

/**
 * What another system is to be told of a stop, or of a start after one that it was told of. Not told any more is a stop that
 * the person has taken back, a start that another stop followed, and what is about a person whom the system does not know by
 * an id; the reason stands with the task.
 */
export async function beginPush(tx: TenantTx, input: { taskId: string; now: Date }): Promise<BegunPush> {
  const [row] = await tx
    .select({ task: optoutTasks, event: optoutEvents })
    .from(optoutTasks)
    .innerJoin(optoutEvents, eq(optoutEvents.id, optoutTasks.eventId))
    .where(eq(optoutTasks.id, input.taskId));
  const system = row && systemOf(row.task.kind);
  if (row?.task.state !== "waiting" || system === undefined) return { kind: "settled" };
  const { e164, channel, scope } = row.event;
  const skip = async (reason: string): Promise<BegunPush> => {
    await settle(tx, { ...input, state: "skipped", detail: { reason } });
    return { kind: "settled" };
  };
  await lockContactNumber(tx, e164);
  if (row.task.kind === liftKindOf(system)) {
    const found = await findLiftable(tx, { e164, system });
    if ("kept" in found) return skip(found.kept);
    const externalIds = system === "ghl" ? await findIds(tx, e164) : [];
    return { kind: "lift", system, e164, channels: found.channels, externalIds };
  }
  const [register] = await tx
    .select({ state: optoutRegistry.state })
    .from(optoutRegistry)
    .where(and(eq(optoutRegistry.e164, e164), eq(optoutRegistry.channel, channel), eq(optoutRegistry.scope, scope)));
  if (register?.state !== "opted_out") return skip("taken_back");
  const externalIds = system === "ghl" ? await findIds(tx, e164) : [];
  if (system === "ghl" && externalIds.length === 0) return skip("not_known_there");
  const maybeOurs = row.task.detail[MAYBE_OURS] !== undefined;
  return { kind: "push", system, e164, channel, externalIds, maybeOurs };
}

function systemOf(kind: OptOutTaskKind): PushSystem | undefined {
  return PUSH_SYSTEMS.find((each) => pushKindOf(each) === kind || liftKindOf(each) === kind);
}

/** Notes that the firm has no key for the system any more, so that it is not told. */
export async function skipPush(tx: TenantTx, input: { taskId: string; now: Date }): Promise<void> {
  await settle(tx, { ...input, state: "skipped", detail: { reason: "no_key" } });
}

async function findIds(tx: TenantTx, e164: string): Promise<string[]> {
  const rows = await tx
    .select({ externalId: contactMappings.externalId })
    .from(contactMappings)
    .where(and(eq(contactMappings.provider, "ghl"), eq(contactMappings.e164, e164)))
    .orderBy(asc(contactMappings.externalId))
    .limit(MAX_IDS);
  return rows.map(({ externalId }) => externalId);
}

/** Keeps what the system answered. Gives whether it is to be asked again; the last try that does not succeed has failed. */
export async function settlePush(
  tx: TenantTx,
  input: { taskId: string; answer: PushAnswer; isLastAttempt: boolean; now: Date },
): Promise<{ isAgain: boolean }> {
  const { taskId, answer, isLastAttempt, now } = input;
  if (answer.kind === "taken") {
    const [row] = await tx
      .select({ kind: optoutTasks.kind, e164: optoutEvents.e164 })
      .from(optoutTasks)
      .innerJoin(optoutEvents, eq(optoutEvents.id, optoutTasks.eventId))
      .where(eq(optoutTasks.id, taskId));
    if (row) await lockContactNumber(tx, row.e164);
    await settle(tx, { taskId, now, state: "done", detail: answer.isOurs ? {} : { [FOREIGN_MARK]: 1 } });
    if (row) await followUp(tx, { ...row, now });
    return { isAgain: false };
  }
  const isAgain = answer.kind === "again" && !isLastAttempt;
  const maybeOurs = answer.kind === "again" && answer.isOurs ? { [MAYBE_OURS]: 1 } : {};
  const detail = { reason: answer.reason, ...maybeOurs };
  await settle(tx, { taskId, now, state: isAgain ? "waiting" : "failed", detail });
  return { isAgain };
}

/** The person may have said the opposite while the request was on its way; then it is said there as well. */
async function followUp(tx: TenantTx, told: { kind: OptOutTaskKind; e164: string; now: Date }): Promise<void> {
  const { kind, e164, now } = told;
  const system = systemOf(kind);
  if (system === undefined) return;
  if (kind === liftKindOf(system)) return renewPushes(tx, e164, system, now);
  const found = await findLiftable(tx, { e164, system });
  if ("kept" in found) return;
  const [last] = await tx
    .select({ eventId: optoutRegistry.lastEventId })
    .from(optoutRegistry)
    .where(and(eq(optoutRegistry.e164, e164), eq(optoutRegistry.state, "opted_in")))
    .orderBy(desc(optoutRegistry.effectiveAt))
    .limit(1);
  if (last) await planLifts(tx, { e164, eventId: last.eventId, now });
}

type Settled = {
  taskId: string;
  now: Date;
  state: "waiting" | "done" | "skipped" | "failed";
  detail: Record<string, string | number>;
};

/** Only a task that still waits: a second worker's answer changes nothing. */
async function settle(tx: TenantTx, { taskId, now, state, detail }: Settled): Promise<void> {
  await tx
    .update(optoutTasks)
    .set({
      state,
      detail,
      doneAt: state === "waiting" ? null : now,
      updatedAt: now,
    })
    .where(and(eq(optoutTasks.id, taskId), eq(optoutTasks.state, "waiting")));
}
