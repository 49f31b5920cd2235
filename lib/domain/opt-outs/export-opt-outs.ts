import "server-only";
import type { TenantTx } from "@/db/tenant";
import { writeCsv } from "@/lib/core/write-csv";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { listOptOuts, type OptOutFilter } from "./list-opt-outs";

const HEADERS = ["number", "channel", "scope", "state", "said_at", "received_at", "source", "words", "contact"];
const PAGE = 1_000;
const MAX_ROWS = 100_000;

/**
 * The register as a CSV file that our own import reads, with the list's filters; who took it out stands in the audit log.
 * Words behind a wall are left out. `isWhole` is false where it was cut at 100,000 rows.
 */
export async function exportOptOuts(
  tx: TenantTx,
  filter: OptOutFilter,
): Promise<{ csv: string; rows: number; isWhole: boolean }> {
  const rows: string[][] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listOptOuts>> = await listOptOuts(tx, { ...filter, cursor, limit: PAGE });
    for (const row of page.rows) {
      const contact = row.owner === null ? "" : `${row.owner.firstName} ${row.owner.lastName}`.trim();
      const times = [row.effectiveAt.toISOString(), row.receivedAt.toISOString()];
      rows.push([row.e164, row.channel, row.scope, row.state, ...times, row.source, row.words ?? "", contact]);
    }
    cursor = page.nextCursor;
  } while (cursor !== null && rows.length < MAX_ROWS);
  await auditEvent(tx, {
    action: "opt_outs.export",
    subjectType: "optout_registry",
    subjectId: null,
    outcome: "done",
    detail: { rows: rows.length, isWhole: cursor === null },
  });
  return { csv: writeCsv(HEADERS, rows), rows: rows.length, isWhole: cursor === null };
}
