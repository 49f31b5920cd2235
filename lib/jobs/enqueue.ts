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

/** Queues `job` in `tx`, for the transaction's firm: the row and its follow-up commit together. */
export async function enqueue<Payload>(
  tx: TenantTx,
  job: Job<Payload>,
  payload: NoInfer<Payload>,
  options: EnqueueOptions = {},
): Promise<void> {
  const queue = await getQueueInTransaction();
  await sendInTransaction(queue, tx, {
    name: job.name,
    data: { tenantId: tx.tenantId, payload: job.parse(payload) },
    startAfter: options.at,
    singletonKey: `${tx.tenantId}:${options.singletonKey ?? randomUUID()}`,
  });
}
