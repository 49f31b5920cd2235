import "server-only";
import { type IntakeOutcome, type IntakeRow, storeDeliveries } from "@/db/intake";
import { processWebhookEventsJob } from "@/lib/domain/webhook-events/process-webhook-events.job";
import { getQueue } from "@/lib/jobs/queue";
import { createGroupCommit, type GroupCommit } from "./group-commit";

const slot = globalThis as typeof globalThis & { docketlineIntake?: GroupCommit<IntakeRow, IntakeOutcome> };

/**
 * Stores a delivery and its job together with whatever else arrives now, and resolves after the commit.
 * @throws whatever the database throws; nothing is known to be stored then
 */
export function storeInGroup(row: IntakeRow): Promise<IntakeOutcome> {
  slot.docketlineIntake ??= createGroupCommit({
    store: async (rows) => {
      const outcomes = await storeDeliveries(await getQueue(), processWebhookEventsJob.name, rows);
      return rows.map(({ id }) => outcomes.get(id) ?? "unknown_endpoint");
    },
    maxStatements: 2,
    maxRows: 256,
    maxBytes: 4 * 1_048_576,
    bytesOf: (each) => each.payload.length,
    maxWaiting: 5_000,
  });
  return slot.docketlineIntake(row);
}
