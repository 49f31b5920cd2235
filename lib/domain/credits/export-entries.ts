import "server-only";
import type { TenantTx } from "@/db/tenant";
import { writeCsv } from "@/lib/core/write-csv";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import type { StatementFilter } from "./credits.schema";
import { type CreditEntry, listEntries } from "./list-entries";

/** More lines than anybody reads; who needs older ones narrows the days. */
const MOST_LINES = 20_000;

const COLUMNS = [
  "sequence",
  "time_utc",
  "kind",
  "balance_change",
  "held_change",
  "balance_after",
  "held_after",
  "service",
  "channel",
  "quantity",
  "unit_price",
  "person",
  "client",
  "record_type",
  "record_id",
  "reason",
] as const;

export type StatementExport = { csv: string; lines: number; isCut: boolean };

/**
 * The statement as CSV, the newest line first, with what this reader may see of it. That it was taken out
 * stands in the audit log.
 */
export async function exportEntries(tx: TenantTx, filter: StatementFilter): Promise<StatementExport> {
  const { rows, nextBefore } = await listEntries(tx, { ...filter, before: null, limit: MOST_LINES });
  await auditEvent(tx, {
    action: "credits.export",
    subjectType: "credit_entries",
    subjectId: null,
    outcome: "done",
    detail: { lines: rows.length, ...filter },
  });
  const lines = rows.map(lineOf);
  const csv = writeCsv(
    COLUMNS,
    lines.map((line) => COLUMNS.map((column) => line[column])),
  );
  return { csv, lines: lines.length, isCut: nextBefore !== null };
}

function lineOf(entry: CreditEntry): Record<(typeof COLUMNS)[number], string | number | null> {
  const { hold, record } = entry;
  return {
    sequence: entry.sequence,
    time_utc: entry.createdAt.toISOString(),
    kind: entry.kind,
    balance_change: entry.balanceDelta,
    held_change: entry.heldDelta,
    balance_after: entry.balanceAfter,
    held_after: entry.heldAfter,
    service: hold?.service ?? null,
    channel: hold?.channel ?? null,
    quantity: hold?.quantity ?? null,
    unit_price: hold?.unitPrice ?? null,
    person: entry.actor?.name ?? null,
    client: record?.contactName ?? null,
    record_type: record?.kind ?? null,
    record_id: record?.id ?? null,
    reason: entry.reason,
  };
}
