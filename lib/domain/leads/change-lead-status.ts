import "server-only";
import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { leads } from "@/db/schema/leads";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { changeLeadStatusInput, LEAD_STATUS_CODES } from "./leads.schema";

type StatusBefore = { status: (typeof LEAD_STATUS_CODES)[number]; reason: string | null };

/** The eight seconds in which a screen offers Undo, and the time that it takes to arrive. */
const UNDO_WINDOW = "30 seconds";

/**
 * Moves a lead to another status. The first move away from "new" is the first response, kept once, so that no later
 * change resets the clock: only a slip that is taken back at once sets it going again.
 * @returns what it was before, for Undo
 * @throws AppError `not_found`
 */
export async function changeLeadStatus(
  tx: TenantTx,
  input: z.output<typeof changeLeadStatusInput>,
): Promise<StatusBefore> {
  // Who adds to the lead meanwhile holds the audit chain, for which this has yet to wait: their reference need not wait for this.
  const [before] = await tx
    .select({ status: leads.status, reason: leads.statusReason })
    .from(leads)
    .where(eq(leads.id, input.leadId))
    .for("no key update");
  if (!before) throw new AppError("not_found", "There is no such lead");
  await tx
    .update(leads)
    .set({
      status: input.status,
      statusReason: input.reason ?? null,
      firstResponseAt:
        input.status === "new"
          ? sql`case when ${leads.firstResponseAt} < now() - ${UNDO_WINDOW}::interval then ${leads.firstResponseAt} end`
          : sql`coalesce(${leads.firstResponseAt}, now())`,
      updatedAt: new Date(),
    })
    .where(eq(leads.id, input.leadId));
  return before;
}
