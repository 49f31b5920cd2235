import "server-only";
import type { TenantTx } from "@/db/tenant";
import { writeCsv } from "@/lib/core/write-csv";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { type ConsentEntry, type ConsentFilter, listAllConsents } from "./list-all-consents";

const HEADERS = [
  "number",
  "contact",
  "channel",
  "purpose",
  "level",
  "standing",
  "given_at",
  "method",
  "signature",
  "no_condition_stated",
  "wording_version",
  "wording_sha256",
  "language",
  "wording",
  "ip",
  "user_agent",
  "page",
  "campaign",
  "evidence",
  "message_id",
  "call_id",
  "expires_at",
  "revoked_at",
];
const PAGE = 1_000;
const MAX_ROWS = 100_000;

/**
 * The ledger as a CSV file with the proof of each agreement, with the list's filters; who took it out stands in the audit
 * log. Cells of what nobody noted are empty. `isWhole` is false where it was cut at 100,000 rows.
 */
export async function exportConsents(
  tx: TenantTx,
  { now, ...filter }: ConsentFilter & { now: Date },
): Promise<{ csv: string; rows: number; isWhole: boolean }> {
  const rows: string[][] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listAllConsents>> = await listAllConsents(tx, {
      ...filter,
      cursor,
      limit: PAGE,
      now,
    });
    rows.push(...page.rows.map(cellsOf));
    cursor = page.nextCursor;
  } while (cursor !== null && rows.length < MAX_ROWS);
  await auditEvent(tx, {
    action: "consents.export",
    subjectType: "consents",
    subjectId: null,
    outcome: "done",
    detail: { rows: rows.length, isWhole: cursor === null },
  });
  return { csv: writeCsv(HEADERS, rows), rows: rows.length, isWhole: cursor === null };
}

function cellsOf(row: ConsentEntry): string[] {
  const { isNotConditionStated: stated } = row;
  return [
    row.e164,
    `${row.contact.firstName} ${row.contact.lastName}`.trim(),
    row.channel,
    row.purpose,
    row.level,
    row.standing,
    row.capturedAt.toISOString(),
    row.captureMethod,
    row.signatureKind ?? "",
    stated === null ? "" : stated ? "yes" : "no",
    row.wordingVersion,
    row.wordingSha256 ?? "",
    row.language,
    row.wording,
    row.ip ?? "",
    row.userAgent ?? "",
    row.pageUrl ?? "",
    row.campaign ?? "",
    row.evidence ?? "",
    row.sourceMessageId ?? "",
    row.sourceCallId ?? "",
    row.expiresAt?.toISOString() ?? "",
    row.revokedAt?.toISOString() ?? "",
  ];
}
