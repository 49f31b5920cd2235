import "server-only";
import { eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import type { TenantTx } from "@/db/tenant";

/** A number that grows with each change that a call's page should show; null when there is no such call for this person. */
export async function findCallRevision(tx: TenantTx, callId: string): Promise<number | null> {
  const [row] = await tx.select({ revision: callLogs.revision }).from(callLogs).where(eq(callLogs.id, callId));
  return row?.revision ?? null;
}
