import "server-only";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { writeCsv } from "@/lib/core/write-csv";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import type { Locale } from "@/lib/i18n/locale";
import { findBroadcast } from "./find-broadcast";
import { listRecipients } from "./list-recipients";
import { outcomeWords } from "./outcome-words";

/** More lines than anybody reads. */
const MOST_LINES = 100_000;

const COLUMNS = [
  "position",
  "contact",
  "number",
  "language",
  "outcome",
  "reason",
  "cause",
  "next_step",
  "provider_code",
  "provider_text",
  "contact_id",
] as const;

/**
 * Everybody of a broadcast with what became of them, as CSV, its causes and next steps in the language of who reads it; only those whom this reader may see. A text that a spreadsheet would
 * take for a formula is escaped (INP-06), and that it was taken out stands in the audit log.
 * @throws AppError `not_found`
 */
export async function exportRecipients(
  tx: TenantTx,
  { broadcastId, locale }: { broadcastId: string; locale: Locale },
): Promise<{ csv: string; name: string }> {
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
  const lines = rows.map((row) => {
    const { cause, nextStep } = outcomeWords(row, locale);
    return {
      position: row.position,
      contact: row.name,
      number: row.e164,
      language: row.language,
      outcome: row.outcome,
      reason: row.reason,
      cause,
      next_step: nextStep,
      provider_code: row.providerCode,
      provider_text: row.providerText,
      contact_id: row.contactId,
    };
  });
  const csv = writeCsv(
    COLUMNS,
    lines.map((line) => COLUMNS.map((column) => line[column])),
  );
  return { csv, name: broadcast.name };
}
