import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { leads } from "@/db/schema/leads";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";

/**
 * Assigns a waiting lead to the person who takes it; of two who take it at once one gets it.
 * @throws AppError `not_found`; `conflict` when somebody else has it
 */
export async function takeLead(tx: TenantTx, input: { leadId: string; userId: string }): Promise<void> {
  const taken = await tx
    .update(leads)
    .set({ assignedUserId: input.userId, updatedAt: new Date() })
    .where(and(eq(leads.id, input.leadId), isNull(leads.assignedUserId)))
    .returning({ id: leads.id });
  if (taken.length > 0) return;
  const [row] = await tx.select({ assigned: leads.assignedUserId }).from(leads).where(eq(leads.id, input.leadId));
  if (!row) throw new AppError("not_found", "There is no such lead");
  if (row.assigned !== input.userId) throw new AppError("conflict", "Somebody else has taken this lead");
}
