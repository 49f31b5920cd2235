import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import { caseDetails } from "@/db/schema/case-details";
import type { TenantTx } from "@/db/tenant";
import { caseDetailField } from "@/lib/domain/details/case-detail-fields.schema";
import { caseOf, done, readArguments, type ToolContext, type ToolOutcome } from "./call-tool";

const input = z.object({});

/** Names the fields that the case lacks, as far as this call may ask for them; what it has is never told. */
export async function getMissingInformation(
  tx: TenantTx,
  context: ToolContext,
  args: Readonly<Record<string, unknown>>,
): Promise<ToolOutcome> {
  const read = readArguments(input, args);
  if (!read.ok) return read.outcome;
  const target = caseOf(context);
  if (!target.ok) return target.outcome;
  const known = await tx
    .select({ field: caseDetails.field })
    .from(caseDetails)
    .where(eq(caseDetails.caseId, target.caseId));
  const heard = await tx
    .select({ field: caseDetailProposals.field })
    .from(caseDetailProposals)
    .where(
      and(
        eq(caseDetailProposals.callId, context.call.id),
        eq(caseDetailProposals.status, "pending"),
        isNull(caseDetailProposals.problem),
      ),
    );
  const have = new Set([...known, ...heard].map(({ field }) => field));
  const missing = caseDetailField.options.filter((field) => context.allowedFields.includes(field) && !have.has(field));
  return done({ missing });
}
