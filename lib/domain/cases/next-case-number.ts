import "server-only";
import { sql } from "drizzle-orm";
import { firmCounters } from "@/db/schema/firm-counters";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";

/** The firm's next case number. Each firm counts for itself, so its numbers say nothing about another (TEN-08). */
export async function nextCaseNumber(tx: TenantTx): Promise<number> {
  const [row] = await tx
    .insert(firmCounters)
    .values({ name: "case", lastValue: 1001 })
    .onConflictDoUpdate({
      target: [firmCounters.tenantId, firmCounters.name],
      set: { lastValue: sql`${firmCounters.lastValue} + 1` },
    })
    .returning({ value: firmCounters.lastValue });
  if (!row) throw new AppError("internal", "The case number could not be taken");
  return row.value;
}
