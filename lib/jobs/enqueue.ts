import "server-only";
import { randomUUID } from "node:crypto";
import { sendInTransaction } from "@/db/queue";
import type { TenantTx } from "@/db/tenant";
import type { Job } from "./define-job";
import { getQueueInTransaction } from "./queue";

type EnqueueOptions = {
  /** Not before this instant. */
  at?: Date;
  /** While a job of the firm with this key waits, another is not added. */
  singletonKey?: string;
};

/** A job that was queued in a transaction; `at` is null when it may start at once. */
export type QueuedWork = { name: string; at: Date | null };

const watched = new WeakMap<TenantTx, QueuedWork[]>();

/** A list that from now on grows by what is queued in `tx`; the app role may add to the queue and not read it. */
export function watchQueued(tx: TenantTx): readonly QueuedWork[] {
  const seen: QueuedWork[] = [];
  watched.set(tx, seen);
  return seen;
}

/** Queues `job` in `tx`, for the transaction's firm: the row and its follow-up commit together. */
export async function enqueue<Payload>(
  tx: TenantTx,
  job: Job<Payload>,
  payload: NoInfer<Payload>,
  options: EnqueueOptions = {},
): Promise<void> {
  watched.get(tx)?.push({ name: job.name, at: options.at ?? null });
  const queue = await getQueueInTransaction();
  await sendInTransaction(queue, tx, {
    name: job.name,
    data: { tenantId: tx.tenantId, payload: job.parse(payload) },
    startAfter: options.at,
    singletonKey: `${tx.tenantId}:${options.singletonKey ?? randomUUID()}`,
  });
}
