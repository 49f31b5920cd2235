import "server-only";
import type { PgBoss } from "pg-boss";
import { listDueQueues, listenForJobs } from "@/db/queue-claims";
import { tendEmbedded } from "@/db/tend-embedded";
import { toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { createOrphanWatch } from "./orphan-watch";
import { getQueue, isQueueEmbedded, stopQueue } from "./queue";
import { createQueueWorker, type QueueWorker } from "./queue-worker";
import { RUNNERS } from "./registry";
import { repeat } from "./repeat";
import type { Runner } from "./runner";
import { sweep } from "./sweep";
import { workRateOf } from "./work-rate";

/** Jobs whose time has come and those of other processes' failures are found by looking; new ones are announced. */
const LOOK_MS = 1_000;
const LOOK_UNANNOUNCED_MS = 500;
const SWEEP_MS = 60_000;
const FIRST_SWEEP_MS = 10_000;
/** A broadcast fills tables that were empty within a minute. */
const TEND_MS = 10_000;
/** Jobs under way get this long at a stop; with what comes before and after, a stop takes less than 30 seconds (AVL-06). */
const GRACE_MS = 20_000;

type Worker = { stop: () => Promise<void> };

const slot = globalThis as typeof globalThis & { docketlineWorker?: Promise<Worker> };

/** Starts working on every registered job in this process; a second call is the first one's promise. */
export async function startWorker(): Promise<void> {
  slot.docketlineWorker ??= startWorkerOn(RUNNERS);
  await slot.docketlineWorker;
}

/** Takes no new job, lets those under way end, and closes the queue. */
export async function stopWorker(): Promise<void> {
  const worker = await slot.docketlineWorker;
  delete slot.docketlineWorker;
  await worker?.stop();
  await stopQueue();
}

/** Works on the jobs of `runners`: at once when one is queued, and looks for those that became due. */
export async function startWorkerOn(runners: readonly Runner[]): Promise<Worker> {
  const queue = await getQueue();
  const isEmbedded = await isQueueEmbedded();
  const workers = new Map<string, QueueWorker>(
    runners.map((work) => {
      const rate = workRateOf(work.pace, { isEmbedded });
      return [work.name, createQueueWorker(queue, work, { rate })];
    }),
  );
  const wake = (names: Iterable<string>) => {
    for (const name of names) workers.get(name)?.wake();
  };
  const listener = await listen(queue, runners, {
    queued: (name) => wake([name]),
    resumed: () => wake(workers.keys()),
  });
  const orphans = createOrphanWatch(queue);
  const look = async () => {
    wake(await listDueQueues(queue));
    await orphans.look([...workers.values()].flatMap((worker) => worker.held()));
  };
  const everyMs = listener ? LOOK_MS : LOOK_UNANNOUNCED_MS;
  const looking = repeat(look, { name: "look", everyMs, firstMs: 0 });
  const sweeping = repeat(() => sweep(new Date()), { name: "sweep", everyMs: SWEEP_MS, firstMs: FIRST_SWEEP_MS });
  const tending = isEmbedded ? repeat(tendEmbedded, { name: "tend", everyMs: TEND_MS, firstMs: TEND_MS }) : null;
  log("info", "worker started", { count: runners.length });
  return {
    stop: async () => {
      await Promise.all([looking.stop(), sweeping.stop(), tending?.stop(), listener?.close()]);
      await Promise.all([...workers.values()].map((worker) => worker.stop(GRACE_MS)));
    },
  };
}

type Listeners = { queued: (name: string) => void; resumed: () => void };

async function listen(queue: PgBoss, [first]: readonly Runner[], listeners: Listeners) {
  if (!first) return null;
  try {
    return await listenForJobs(queue, first.name, listeners);
  } catch (error) {
    log("warn", "queue not listened to", { code: toAppError(error).code });
    return null;
  }
}
