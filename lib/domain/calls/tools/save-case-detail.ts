import "server-only";
import { z } from "zod";
import type { TenantTx } from "@/db/tenant";
import { caseDetailField, caseDetailRawValue } from "@/lib/domain/details/case-detail-fields.schema";
import { proposeCaseDetail } from "@/lib/domain/proposals/propose-case-detail";
import { caseOf, done, readArguments, refused, spokenText, type ToolContext, type ToolOutcome } from "./call-tool";

const input = z.object({ field: z.string().max(100), value: spokenText });

/** Puts one heard detail before the firm's people; only fields that this call may ask for. */
export async function saveCaseDetail(
  tx: TenantTx,
  context: ToolContext,
  args: Readonly<Record<string, unknown>>,
): Promise<ToolOutcome> {
  const read = readArguments(input, args);
  if (!read.ok) return read.outcome;
  const target = caseOf(context);
  if (!target.ok) return target.outcome;
  const field = caseDetailField.safeParse(read.data.field);
  if (!field.success || !context.allowedFields.includes(field.data)) {
    return refused("foreign_field", "This field cannot be saved in this call.", read.data.field);
  }
  const value = caseDetailRawValue.safeParse(read.data.value);
  if (!value.success) return refused("invalid_arguments", "The argument value is not valid.", field.data);
  const result = await proposeCaseDetail(tx, {
    caseId: target.caseId,
    callId: context.call.id,
    toolCallId: context.toolCallId,
    field: field.data,
    heardValue: value.data,
    language: context.call.language,
    saidAt: context.saidAt,
    spokenWords: context.spokenWords,
    second: context.second,
  });
  if (result.kind === "nothing") return done({ saved: false, problem: result.problem }, field.data);
  return done(result.problem === null ? { saved: true } : { saved: true, unclear: result.problem }, field.data);
}
