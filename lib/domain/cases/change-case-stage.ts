import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { cases } from "@/db/schema/cases";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { CASE_STAGE_CODES, changeCaseStageInput } from "./cases.schema";

/**
 * Moves a case to another stage.
 * @returns the stage before, for Undo
 * @throws AppError `not_found`
 */
export async function changeCaseStage(
  tx: TenantTx,
  input: z.output<typeof changeCaseStageInput>,
): Promise<{ previousStage: (typeof CASE_STAGE_CODES)[number] }> {
  // Who adds to the case meanwhile holds the audit chain, for which this has yet to wait: their reference need not wait for this.
  const [before] = await tx
    .select({ stage: cases.stage })
    .from(cases)
    .where(eq(cases.id, input.caseId))
    .for("no key update");
  if (!before) throw new AppError("not_found", "There is no such case");
  await tx.update(cases).set({ stage: input.stage, updatedAt: new Date() }).where(eq(cases.id, input.caseId));
  return { previousStage: before.stage };
}
