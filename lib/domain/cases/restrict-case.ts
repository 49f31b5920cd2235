import "server-only";
import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { caseMembers } from "@/db/schema/case-members";
import { cases } from "@/db/schema/cases";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { restrictCaseInput } from "./cases.schema";

/**
 * Raises or lowers a case's wall. Whoever raises it stands inside, together with the person responsible.
 * @throws AppError `not_found`
 */
export async function restrictCase(
  tx: TenantTx,
  input: z.output<typeof restrictCaseInput> & { userId: string },
): Promise<void> {
  // As in changeCaseStage: a reference to the case does not wait for this.
  const [row] = await tx
    .select({ responsibleUserId: cases.responsibleUserId })
    .from(cases)
    .where(eq(cases.id, input.caseId))
    .for("no key update");
  if (!row) throw new AppError("not_found", "There is no such case");
  if (input.isRestricted) {
    const inside = [...new Set([input.userId, row.responsibleUserId])].filter((userId) => userId !== null);
    await tx
      .insert(caseMembers)
      .values(inside.map((userId) => ({ caseId: input.caseId, userId })))
      .onConflictDoNothing();
  }
  await tx
    .update(cases)
    .set({ isRestricted: input.isRestricted, updatedAt: sql`now()` })
    .where(eq(cases.id, input.caseId));
}
