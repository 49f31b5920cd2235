import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutRegistry } from "@/db/schema/optout-registry";
import type { TenantTx } from "@/db/tenant";
import type { ImportFault, ImportRow } from "./read-opt-out-file";

/**
 * What a row of a file comes to. `create`: the number is not blocked there yet. `merge`: it is already, or has asked since to
 * be contacted again, and the row only joins the history. `skip`: the very same is known, or stands twice in the file.
 */
export type PlannedRow = ImportRow & { outcome: "create" | "merge" | "skip" | "error" };

export type ImportCounts = Record<PlannedRow["outcome"], number> & { faults: Partial<Record<ImportFault, number>> };

const AT_ONCE = 1_000;

/** Judges the rows of a file against the register and changes nothing: the dry run, and the first step of the run. */
export async function planOptOutImport(tx: TenantTx, rows: readonly ImportRow[]): Promise<PlannedRow[]> {
  const numbers = [...new Set(rows.flatMap(({ e164, fault }) => (e164 === null || fault !== null ? [] : [e164])))];
  const states = new Map<string, { state: "opted_out" | "opted_in"; effectiveAt: Date }>();
  const known = new Set<string>();
  for (let at = 0; at < numbers.length; at += AT_ONCE) {
    const some = numbers.slice(at, at + AT_ONCE);
    const register = await tx.select().from(optoutRegistry).where(inArray(optoutRegistry.e164, some));
    for (const row of register) states.set(keyOf(row), row);
    const imported = await tx
      .select()
      .from(optoutEvents)
      .where(and(inArray(optoutEvents.e164, some), eq(optoutEvents.source, "import"), eq(optoutEvents.kind, "stop")));
    for (const row of imported) known.add(`${keyOf(row)} ${row.occurredAt.toISOString()}`);
  }
  return rows.map((row) => {
    if (row.fault !== null || row.e164 === null) return { ...row, outcome: "error" };
    const key = keyOf({ ...row, e164: row.e164 });
    const event = `${key} ${row.saidAt.toISOString()}`;
    if (known.has(event)) return { ...row, outcome: "skip" };
    known.add(event);
    const before = states.get(key);
    const isNews = before === undefined || (before.state === "opted_in" && before.effectiveAt <= row.saidAt);
    if (isNews) states.set(key, { state: "opted_out", effectiveAt: row.saidAt });
    return { ...row, outcome: isNews ? "create" : "merge" };
  });
}

/** How many rows of each outcome, and of each fault. */
export function countPlanned(rows: readonly PlannedRow[]): ImportCounts {
  const counts: ImportCounts = { create: 0, merge: 0, skip: 0, error: 0, faults: {} };
  for (const { outcome, fault } of rows) {
    counts[outcome] += 1;
    if (fault !== null) counts.faults[fault] = (counts.faults[fault] ?? 0) + 1;
  }
  return counts;
}

function keyOf({ e164, channel, scope }: { e164: string; channel: string; scope: string }): string {
  return `${e164} ${channel} ${scope}`;
}
