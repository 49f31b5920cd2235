import "server-only";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { auditHeads } from "@/db/schema/audit";
import { webhookEvents } from "@/db/schema/webhook-events";
import { inTenant, lookAs, type TenantTx } from "@/db/tenant";
import { AppError, type ErrorCode, toAppError } from "@/lib/core/errors";
import type { Actor, Principal } from "@/lib/core/principal";
import { markCause } from "@/lib/domain/automation/mark-cause";
import { type QueuedWork, watchQueued } from "@/lib/jobs/enqueue";
import { standsBehindEventWall } from "./event-wall";
import { type DryChange, type DryLine, listDryChanges, listDryLines } from "./list-dry-changes";
import { openStoredEvent, type StoredEvent } from "./open-stored-event";

/** What an event's work would do now. `failure` is how it would fail; what it did until then is not told. */
export type DryRun = {
  eventId: string;
  failure: ErrorCode | null;
  changes: DryChange[];
  /** What would be noted as caused by it. */
  lines: DryLine[];
  /** What would be queued. */
  jobs: QueuedWork[];
};

type DryRunInput = { eventId: string; work: (tx: TenantTx, event: StoredEvent) => Promise<void> };

// The promise of this file: the work runs in a transaction that never commits. It leaves by throwing, so that there is no
// way through on which something could stay; jobs and notifications belong to the same transaction.

/** Carries the result out of the transaction that it rolls back. */
class TakenBack extends Error {
  readonly result: DryRun;

  constructor(result: DryRun) {
    super("a dry run was taken back");
    this.result = result;
  }
}

const MACHINE = { type: "job", name: "webhooks.process", jobId: null } as const satisfies Actor;

/**
 * Does an event's work as the job would, tells what it changed as far as `viewer` may see it, and takes all of it back. It
 * holds the firm's audit chain while it runs, so it is for one event at a time.
 * @throws AppError `not_found` for an unknown or foreign event and for removed content, `forbidden` behind a wall
 */
export async function dryRunEvent(
  viewer: Pick<Principal, "tenantId" | "actor">,
  { eventId, work }: DryRunInput,
): Promise<DryRun> {
  const { tenantId, actor } = viewer;
  // A number of its own, by which the audit rows of this transaction are told from those that others commit meanwhile.
  const requestId = randomUUID();
  await inTenant({ tenantId, actor, requestId }, (tx) => requireVisible(tx, eventId));
  try {
    await inTenant({ tenantId, actor: MACHINE, requestId }, async (tx) => {
      throw new TakenBack(await tryWork(tx, { eventId, work, viewer: actor, requestId }));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.result;
    throw error;
  }
  throw new AppError("internal", "A dry run was not taken back");
}

async function requireVisible(tx: TenantTx, eventId: string): Promise<void> {
  const [row] = await tx
    .select({ isWalled: standsBehindEventWall() })
    .from(webhookEvents)
    .where(eq(webhookEvents.id, eventId));
  if (!row) throw new AppError("not_found", "This event does not exist");
  if (row.isWalled)
    throw new AppError("forbidden", "This event is about a restricted case that you are not a member of");
}

async function tryWork(
  tx: TenantTx,
  { eventId, work, viewer, requestId }: DryRunInput & { viewer: Actor; requestId: string },
): Promise<DryRun> {
  const [row] = await tx.select().from(webhookEvents).where(eq(webhookEvents.id, eventId)).for("update");
  if (!row) throw new AppError("not_found", "This event does not exist");
  const event = await openStoredEvent(tx, row);
  const [head] = await tx.select({ sequence: auditHeads.sequence }).from(auditHeads);
  const jobs = watchQueued(tx);
  await markCause(tx, eventId);
  try {
    await work(tx, event);
  } catch (error) {
    return { eventId, failure: toAppError(error).code, changes: [], lines: [], jobs: [] };
  }
  await lookAs(tx, viewer);
  const changes = await listDryChanges(tx, { requestId, after: Number(head?.sequence ?? 0) });
  return { eventId, failure: null, changes, lines: await listDryLines(tx, eventId), jobs: [...jobs] };
}
