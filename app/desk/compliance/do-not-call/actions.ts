"use server";

import { revalidatePath } from "next/cache";
import { returnValidationErrors } from "next-safe-action";
import { z } from "zod";
import { tenantAction } from "@/lib/actions/action-client";
import type { CsvTable } from "@/lib/core/read-csv";
import { doNotCallFile } from "@/lib/domain/do-not-call/do-not-call.schema";
import { importDoNotCall } from "@/lib/domain/do-not-call/import-do-not-call";
import { readDoNotCallFile, readDoNotCallRows } from "@/lib/domain/do-not-call/read-do-not-call-file";
import { removeDoNotCall } from "@/lib/domain/do-not-call/remove-do-not-call";

const PATH = "/desk/compliance/do-not-call";
/** What a request of Next may carry is about a megabyte. */
const MAX_TEXT = 900_000;
const SHOWN_ROWS = 50;

/** Without a column the one is taken that looks like it holds the numbers. */
const importInput = doNotCallFile.extend({
  text: z.string().min(1).max(MAX_TEXT),
  column: z.int().min(0).max(99).nullable(),
});

const removeInput = z.strictObject({ entryId: z.uuid() });

type ImportInput = z.output<typeof importInput>;

/** The file's table and rows; what cannot stand is refused at its field. */
function readFile({ text, column, listedOn }: ImportInput, now: Date) {
  if (listedOn > now) returnValidationErrors(importInput, { listedOn: { _errors: ["future"] } });
  const { table, column: likely } = tableOf(text);
  const chosen = column ?? likely;
  if (chosen >= table.headers.length) returnValidationErrors(importInput, { column: { _errors: ["unknown"] } });
  return { headers: table.headers, column: chosen, rows: readDoNotCallRows(table, chosen) };
}

function tableOf(text: string): { table: CsvTable; column: number } {
  try {
    return readDoNotCallFile(text);
  } catch {
    return returnValidationErrors(importInput, { text: { _errors: ["unreadable"] } });
  }
}

export const planDoNotCallAction = tenantAction({
  name: "do_not_call.import_plan",
  permission: "compliance:manage",
  limit: { perMinute: 120 },
})
  .inputSchema(importInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    const now = new Date();
    const file = readFile(parsedInput, now);
    const plan = await importDoNotCall(ctx.tx, { ...parsedInput, rows: file.rows, isDryRun: true, userId, now });
    const faulty = plan.rows.filter(({ outcome }) => outcome === "error");
    const sound = plan.rows.filter(({ outcome }) => outcome !== "error");
    return {
      total: plan.rows.length,
      counts: plan.counts,
      headers: file.headers,
      column: file.column,
      rows: [...faulty, ...sound].slice(0, SHOWN_ROWS),
    };
  });

export const importDoNotCallAction = tenantAction({
  name: "do_not_call.import",
  permission: "compliance:manage",
  limit: { perMinute: 120 },
})
  .inputSchema(importInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    const now = new Date();
    const { rows } = readFile(parsedInput, now);
    const { counts } = await importDoNotCall(ctx.tx, { ...parsedInput, rows, isDryRun: false, userId, now });
    revalidatePath(PATH);
    return { total: rows.length, counts };
  });

export const removeDoNotCallAction = tenantAction({ name: "do_not_call.remove", permission: "compliance:manage" })
  .inputSchema(removeInput)
  .action(async ({ parsedInput, ctx }) => {
    await removeDoNotCall(ctx.tx, { ...parsedInput, now: new Date() });
    revalidatePath(PATH);
  });
