import "server-only";
import { desc, type SQL } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import type { TenantTx } from "@/db/tenant";

const LIMIT = 30;

export type PersonCall = Pick<
  typeof callLogs.$inferSelect,
  "id" | "direction" | "purpose" | "state" | "dialState" | "outcome" | "createdAt"
>;

/** The newest calls of a contact or a lead, 30 at most; those of cases behind a wall are left out by the database. */
export async function listCallsOf(tx: TenantTx, person: SQL): Promise<PersonCall[]> {
  return tx
    .select({
      id: callLogs.id,
      direction: callLogs.direction,
      purpose: callLogs.purpose,
      state: callLogs.state,
      dialState: callLogs.dialState,
      outcome: callLogs.outcome,
      createdAt: callLogs.createdAt,
    })
    .from(callLogs)
    .where(person)
    .orderBy(desc(callLogs.createdAt), desc(callLogs.id))
    .limit(LIMIT);
}
