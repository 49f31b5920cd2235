import "server-only";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { lockAddresses, lockPeople } from "@/lib/domain/contact-gate/lock-person";
import { countPlanned, type PlannedRow, planOptOutImport } from "./plan-opt-out-import";
import type { ImportRow } from "./read-opt-out-file";
import { recordOptOut } from "./record-opt-out";

/** Rows of one transaction: meanwhile nobody else of the firm writes anything that is audited. */
export const IMPORT_AT_ONCE = 50;

/**
 * Runs the import of some rows of a file, by their plan as it is now: every row can only block, never allow, and rows that
 * were run before are skipped, so that a file may be run again after a break. It must be the first write of the transaction.
 * @throws AppError `invalid_input` for more rows than IMPORT_AT_ONCE
 */
export async function importOptOuts(
  tx: TenantTx,
  input: { rows: readonly ImportRow[]; userId: string; now: Date },
): Promise<PlannedRow[]> {
  if (input.rows.length > IMPORT_AT_ONCE) throw new AppError("invalid_input", "Too many rows at once");
  const numbers = new Set(input.rows.flatMap(({ e164, fault }) => (e164 === null || fault !== null ? [] : [e164])));
  await lockAddresses(tx, numbers);
  await lockPeople(tx, { addresses: [...numbers] });
  const planned = await planOptOutImport(tx, input.rows);
  for (const { outcome, e164, channel, scope, saidAt, words } of planned) {
    if (e164 === null || outcome === "skip" || outcome === "error") continue;
    await recordOptOut(tx, {
      e164,
      channel,
      scope,
      kind: "stop",
      source: "import",
      occurredAt: saidAt < input.now ? saidAt : input.now,
      actorUserId: input.userId,
      ...(words === null ? {} : { words }),
    });
  }
  const { create, merge, skip, error } = countPlanned(planned);
  await auditEvent(tx, {
    action: "opt_outs.import",
    subjectType: "optout_events",
    subjectId: null,
    outcome: "done",
    detail: { create, merge, skip, error },
  });
  return planned;
}
