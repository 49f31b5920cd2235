import "server-only";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { writeCsv } from "@/lib/core/write-csv";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { findBroadcast } from "./find-broadcast";
import { listRecipients } from "./list-recipients";

/** More lines than anybody reads. */
const MOST_LINES = 100_000;

const COLUMNS = [
  "position",
  "contact",
  "number",
  "language",
  "outcome",
  "reason",
  "provider_text",
  "contact_id",
] as const;

/**
 * Everybody of a broadcast with what became of them, as CSV; only those whom this reader may see. A text that a spreadsheet would
 * take for a formula is escaped (INP-06), and that it was taken out stands in the audit log.
 * @throws AppError `not_found`
 */
export async function exportRecipients(tx: TenantTx, broadcastId: string): Promise<{ csv: string; name: string }> {
  const broadcast = await findBroadcast(tx, broadcastId);
  if (broadcast === null) throw new AppError("not_found", "There is no such broadcast");
  const { rows } = await listRecipients(tx, { broadcastId, limit: MOST_LINES });
  await auditEvent(tx, {
    action: "broadcast.export",
    subjectType: "broadcasts",
    subjectId: broadcastId,
    outcome: "done",
    detail: { lines: rows.length },
  });
  const lines = rows.map((row) => ({
    position: row.position,
    contact: row.name,
    number: row.e164,
    language: row.language,
    outcome: row.outcome,
    reason: row.reason,
    provider_text: row.providerText,
    contact_id: row.contactId,
  }));
  const csv = writeCsv(
    COLUMNS,
    lines.map((line) => COLUMNS.map((column) => line[column])),
  );
  return { csv, name: broadcast.name };
}
