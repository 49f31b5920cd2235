import "server-only";
import { eq } from "drizzle-orm";
import { callLogs } from "@/db/schema/call-logs";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";

/** Where a call goes when the person wants staff: the firm's own number, or null when it has none. */
export async function findTransferTarget(
  tx: TenantTx,
  callId: string,
): Promise<{ number: string | null; language: "en" | "es" } | null> {
  const [call] = await tx
    .select({ language: callLogs.language, number: firms.transferNumber, suspendedAt: firms.suspendedAt })
    .from(callLogs)
    .leftJoin(firms, eq(firms.tenantId, callLogs.tenantId))
    .where(eq(callLogs.id, callId));
  return call ? { number: call.suspendedAt === null ? call.number : null, language: call.language } : null;
}
