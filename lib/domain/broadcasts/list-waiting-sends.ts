import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { broadcasts } from "@/db/schema/broadcasts";
import { messageSends } from "@/db/schema/message-sends";
import type { TenantTx } from "@/db/tenant";

/** The first of a stopped broadcast's messages that nobody has begun to send; none once it was resumed. */
export async function listWaitingSends(
  tx: TenantTx,
  { broadcastId, limit }: { broadcastId: string; limit: number },
): Promise<string[]> {
  const rows = await tx
    .select({ messageId: messageSends.messageId })
    .from(messageSends)
    .innerJoin(
      broadcasts,
      and(eq(broadcasts.tenantId, messageSends.tenantId), eq(broadcasts.id, messageSends.broadcastId)),
    )
    .where(
      and(
        eq(messageSends.broadcastId, broadcastId),
        eq(messageSends.state, "waiting"),
        eq(broadcasts.state, "stopped"),
      ),
    )
    .orderBy(asc(messageSends.messageId))
    .limit(limit);
  return rows.map(({ messageId }) => messageId);
}
