import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import type { TenantTx } from "@/db/tenant";

/** Which of the provider's calls are the firm's and have not been reported. */
export async function listUnreportedCalls(
  tx: TenantTx,
  calls: { provider: string; providerCallIds: readonly string[] },
): Promise<Set<string>> {
  if (calls.providerCallIds.length === 0) return new Set();
  const rows = await tx
    .select({ id: callLogs.providerCallId })
    .from(callLogs)
    .where(
      and(
        eq(callLogs.provider, calls.provider),
        inArray(callLogs.providerCallId, [...calls.providerCallIds]),
        isNull(callLogs.reportedAt),
      ),
    );
  return new Set(rows.flatMap(({ id }) => id ?? []));
}
