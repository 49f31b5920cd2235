import "server-only";
import type { TenantTx } from "@/db/tenant";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { type DryRun, dryRunEvent } from "./dry-run-event";
import type { StoredEvent } from "./open-stored-event";

/** What replaying many events would do, each tried by itself against what is there now. */
export type DryRunSummary = {
  /** Rows written, by the audit log's action, the most frequent first. */
  changes: { action: string; count: number }[];
  jobs: { name: string; count: number }[];
  /** Events whose work would change something, would change nothing, and would fail. */
  changing: number;
  unchanged: number;
  failing: { eventId: string; code: ErrorCode }[];
  /** Events that could not be tried: unknown, content removed, or behind a wall. */
  refused: { eventId: string; code: ErrorCode }[];
  /** Events that were not tried any more, because the others took long. */
  untried: number;
};

type Work = (tx: TenantTx, event: StoredEvent) => Promise<void>;
type Trial = { run: DryRun } | { refused: { eventId: string; code: ErrorCode } };

/** How long a person is kept waiting; also bounds for how long the trials may hold up the firm's other work in turns. */
const PATIENCE_MS = 10_000;

/**
 * Tries events one after the other, each in a transaction of its own, so that the firm's audit chain is free in between.
 * `clock` gives epoch milliseconds.
 */
export async function dryRunEvents(
  viewer: Pick<Principal, "tenantId" | "actor">,
  { eventIds, work }: { eventIds: readonly string[]; work: Work },
  clock: () => number = Date.now,
): Promise<DryRunSummary> {
  const ids = [...new Set(eventIds)];
  const until = clock() + PATIENCE_MS;
  const trials: Trial[] = [];
  for (const eventId of ids) {
    if (clock() >= until) break;
    trials.push(await tryOne(viewer, eventId, work));
  }
  return { ...summarize(trials), untried: ids.length - trials.length };
}

async function tryOne(viewer: Pick<Principal, "tenantId" | "actor">, eventId: string, work: Work): Promise<Trial> {
  try {
    return { run: await dryRunEvent(viewer, { eventId, work }) };
  } catch (error) {
    if (error instanceof AppError && error.code !== "internal") return { refused: { eventId, code: error.code } };
    throw error;
  }
}

function summarize(trials: readonly Trial[]): Omit<DryRunSummary, "untried"> {
  const runs = trials.flatMap((trial) => ("run" in trial ? [trial.run] : []));
  const done = runs.filter(({ failure }) => failure === null);
  const isChanging = ({ changes, jobs }: DryRun) => changes.length > 0 || jobs.length > 0;
  return {
    changes: countBy(done.flatMap(({ changes }) => changes.map(({ action }) => action))).map(([action, count]) => ({
      action,
      count,
    })),
    jobs: countBy(done.flatMap(({ jobs }) => jobs.map(({ name }) => name))).map(([name, count]) => ({ name, count })),
    changing: done.filter(isChanging).length,
    unchanged: done.filter((run) => !isChanging(run)).length,
    failing: runs.flatMap(({ eventId, failure }) => (failure === null ? [] : [{ eventId, code: failure }])),
    refused: trials.flatMap((trial) => ("refused" in trial ? [trial.refused] : [])),
  };
}

function countBy(names: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}
