import "server-only";
import { sql } from "drizzle-orm";
import { firmCounters } from "@/db/schema/firm-counters";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";

/**
 * The firm's next event number. The counter is held until the transaction ends, so that numbers rise in the order of
 * commits and a rollback leaves no gap. Whoever takes it holds the firm's audit chain already, by an audited write of the
 * same transaction, or makes no such write after it: in the other order two transactions would wait for each other.
 */
export async function nextEventSequence(tx: TenantTx): Promise<number> {
  const [row] = await tx
    .insert(firmCounters)
    .values({ name: "outgoing_event", lastValue: 1 })
    .onConflictDoUpdate({
      target: [firmCounters.tenantId, firmCounters.name],
      set: { lastValue: sql`${firmCounters.lastValue} + 1` },
    })
    .returning({ value: firmCounters.lastValue });
  if (!row) throw new AppError("internal", "The event number could not be taken");
  return row.value;
}
