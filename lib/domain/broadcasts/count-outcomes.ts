import "server-only";
import { sql } from "drizzle-orm";
import { rowsOf, type TenantTx } from "@/db/tenant";
import { RECIPIENT_OUTCOMES, type RecipientOutcome } from "./broadcasts.schema";
import { outcomeQuery } from "./outcome-query";

export type OutcomeCounts = {
  people: number;
  byOutcome: Record<RecipientOutcome, number>;
  /** Of those left out, failed or cancelled, the most frequent first. */
  reasons: { outcome: RecipientOutcome; reason: string; count: number }[];
};

type Row = { outcome: RecipientOutcome; reason: string | null; count: number };

/** What became of a broadcast's people by now; the outcomes add up to `people`, and the reasons to their outcome. */
export async function countOutcomes(tx: TenantTx, broadcastId: string): Promise<OutcomeCounts> {
  const rows = await rowsOf<Row>(
    tx,
    sql`select outcome, case when outcome in ('excluded', 'failed', 'cancelled') then reason end as reason, count(*)::int as count
      from (${outcomeQuery(broadcastId)}) o group by 1, 2 order by 3 desc, 2`,
  );
  const sum = (wanted: Row[]) => wanted.reduce((total, { count }) => total + count, 0);
  const countOf = (outcome: RecipientOutcome): [RecipientOutcome, number] => [
    outcome,
    sum(rows.filter((row) => row.outcome === outcome)),
  ];
  return {
    people: sum(rows),
    byOutcome: Object.fromEntries(RECIPIENT_OUTCOMES.map(countOf)) as Record<RecipientOutcome, number>,
    reasons: rows.flatMap(({ outcome, reason, count }) => (reason === null ? [] : [{ outcome, reason, count }])),
  };
}
