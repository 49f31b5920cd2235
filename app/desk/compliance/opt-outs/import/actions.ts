"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { tenantAction } from "@/lib/actions/action-client";
import { IMPORT_AT_ONCE, importOptOuts } from "@/lib/domain/opt-outs/import-opt-outs";
import { countPlanned, planOptOutImport } from "@/lib/domain/opt-outs/plan-opt-out-import";
import { type ImportRow, readImportRows, readOptOutFile } from "@/lib/domain/opt-outs/read-opt-out-file";

const MAX_TEXT = 900_000;
const SHOWN_ROWS = 100;

const fileText = z.string().min(1).max(MAX_TEXT, { error: "tooLong" });
/** The file's day stands for rows that tell no time of their own, so that the same file run again changes nothing. */
const fileDay = z.iso.date().transform((day) => new Date(`${day}T00:00:00Z`));
const planInput = z.strictObject({ text: fileText, saidOn: fileDay });
const runInput = z.strictObject({ text: fileText, saidOn: fileDay, offset: z.int().min(0).max(10_000) });

function rowsOf(text: string, saidAt: Date): ImportRow[] {
  const { table, columns } = readOptOutFile(text);
  return readImportRows(table, { columns, saidAt, now: new Date() });
}

export const planImportAction = tenantAction({
  name: "optout.import_plan",
  permission: "compliance:manage",
  limit: { perMinute: 20 },
})
  .inputSchema(planInput)
  .action(async ({ parsedInput, ctx }) => {
    const planned = await planOptOutImport(ctx.tx, rowsOf(parsedInput.text, parsedInput.saidOn));
    const notable = planned.filter(({ outcome }) => outcome === "error");
    const shown = [...notable, ...planned.filter(({ outcome }) => outcome !== "error")].slice(0, SHOWN_ROWS);
    return {
      total: planned.length,
      counts: countPlanned(planned),
      rows: shown.map(({ line, typed, e164, channel, outcome, fault }) => ({
        line,
        typed,
        e164,
        channel,
        outcome,
        fault,
      })),
    };
  });

export const runImportAction = tenantAction({
  name: "optout.import",
  permission: "compliance:manage",
  limit: { perMinute: 400 },
})
  .inputSchema(runInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    const rows = rowsOf(parsedInput.text, parsedInput.saidOn);
    const step = rows.slice(parsedInput.offset, parsedInput.offset + IMPORT_AT_ONCE);
    const done = await importOptOuts(ctx.tx, { rows: step, userId, now: new Date() });
    const next = parsedInput.offset + step.length;
    if (next >= rows.length) revalidatePath("/desk", "layout");
    return { next, isDone: next >= rows.length, counts: countPlanned(done) };
  });
