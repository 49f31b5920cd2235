import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { doNotCallNumbers } from "@/db/schema/do-not-call-numbers";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import type { doNotCallFile } from "./do-not-call.schema";
import type { DoNotCallRow } from "./read-do-not-call-file";

/**
 * What a row of a list comes to. `create`: not on the list yet. `merge`: on it with an older day, or taken off it before.
 * `skip`: on it with this day or a newer one, or twice in the file. `error`: no number.
 */
export type PlannedDoNotCall = DoNotCallRow & { outcome: "create" | "merge" | "skip" | "error" };

export type DoNotCallCounts = Record<PlannedDoNotCall["outcome"], number>;

const AT_ONCE = 1_000;

/**
 * Brings a list's numbers in, or with `isDryRun` only says what would become of each row. The same file again changes
 * nothing, and an older one takes no number back.
 * @throws AppError `invalid_input` for a day to come
 */
export async function importDoNotCall(
  tx: TenantTx,
  input: z.output<typeof doNotCallFile> & {
    rows: readonly DoNotCallRow[];
    isDryRun: boolean;
    userId: string;
    now: Date;
  },
): Promise<{ rows: PlannedDoNotCall[]; counts: DoNotCallCounts }> {
  const { list, source, listedOn, rows, userId, now } = input;
  if (listedOn > now) throw new AppError("invalid_input", "The list cannot be of a day to come");
  const planned = await plan(tx, input);
  const counts: DoNotCallCounts = { create: 0, merge: 0, skip: 0, error: 0 };
  for (const { outcome } of planned) counts[outcome] += 1;
  if (input.isDryRun) return { rows: planned, counts };
  const taken = planned.flatMap(({ e164, outcome }) =>
    e164 !== null && (outcome === "create" || outcome === "merge") ? [e164] : [],
  );
  const row = { list, source, listedOn, importedByUserId: userId };
  for (let at = 0; at < taken.length; at += AT_ONCE) {
    const some = taken.slice(at, at + AT_ONCE).toSorted();
    await tx
      .insert(doNotCallNumbers)
      .values(some.map((e164) => ({ ...row, e164 })))
      .onConflictDoUpdate({
        target: [doNotCallNumbers.tenantId, doNotCallNumbers.e164, doNotCallNumbers.list],
        set: { source, listedOn, importedByUserId: userId, removedAt: null, updatedAt: now },
        setWhere: sql`${doNotCallNumbers.listedOn} < excluded.listed_on
          or (${doNotCallNumbers.listedOn} = excluded.listed_on and ${doNotCallNumbers.removedAt} is not null)`,
      });
  }
  await auditEvent(tx, {
    action: "do_not_call.import",
    subjectType: "do_not_call_numbers",
    subjectId: null,
    outcome: "done",
    detail: { list, listedOn: listedOn.toISOString(), rows: rows.length, ...counts },
  });
  return { rows: planned, counts };
}

type Planning = { list: z.output<typeof doNotCallFile>["list"]; listedOn: Date; rows: readonly DoNotCallRow[] };

async function plan(tx: TenantTx, { list, listedOn, rows }: Planning): Promise<PlannedDoNotCall[]> {
  const numbers = [...new Set(rows.flatMap(({ e164 }) => (e164 === null ? [] : [e164])))];
  const known = new Map<string, { listedOn: Date; removedAt: Date | null }>();
  for (let at = 0; at < numbers.length; at += AT_ONCE) {
    const some = await tx
      .select({
        e164: doNotCallNumbers.e164,
        listedOn: doNotCallNumbers.listedOn,
        removedAt: doNotCallNumbers.removedAt,
      })
      .from(doNotCallNumbers)
      .where(and(eq(doNotCallNumbers.list, list), inArray(doNotCallNumbers.e164, numbers.slice(at, at + AT_ONCE))));
    for (const { e164, ...row } of some) known.set(e164, row);
  }
  const seen = new Set<string>();
  return rows.map((row) => {
    if (row.e164 === null) return { ...row, outcome: "error" };
    if (seen.has(row.e164)) return { ...row, outcome: "skip" };
    seen.add(row.e164);
    const before = known.get(row.e164);
    if (!before) return { ...row, outcome: "create" };
    const isNews =
      before.listedOn < listedOn || (before.removedAt !== null && before.listedOn.getTime() === listedOn.getTime());
    return { ...row, outcome: isNews ? "merge" : "skip" };
  });
}
