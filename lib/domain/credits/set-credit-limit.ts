import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { creditLimits } from "@/db/schema/credit-limits";
import { memberships } from "@/db/schema/memberships";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { setCreditLimitInput } from "./credits.schema";

/**
 * Sets a ceiling on what the firm, a channel or a member may spend in a day or month, in the place of the one that was. It
 * holds from the next spending on; what is set aside already stays.
 * @throws AppError `not_found` for a person who is no member of this firm
 */
export async function setCreditLimit(
  tx: TenantTx,
  input: z.output<typeof setCreditLimitInput> & { setByUserId: string },
): Promise<void> {
  if (input.scope === "user" && !(await isMember(tx, input.subject))) {
    throw new AppError("not_found", "There is no such member");
  }
  const { amount, setByUserId } = input;
  await tx
    .insert(creditLimits)
    .values(input)
    .onConflictDoUpdate({
      target: [creditLimits.tenantId, creditLimits.scope, creditLimits.subject, creditLimits.period],
      set: { amount, setByUserId, updatedAt: sql`now()` },
    });
}

async function isMember(tx: TenantTx, userId: string): Promise<boolean> {
  const rows = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), isNull(memberships.removedAt)));
  return rows.length > 0;
}
