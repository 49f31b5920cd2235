import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { broadcasts } from "@/db/schema/broadcasts";
import { lines } from "@/db/schema/lines";
import type { TenantTx } from "@/db/tenant";
import { decodeCursor, type KeysetPage, toPage } from "@/lib/core/cursor";
import type { BroadcastState } from "./find-broadcast";

export type BroadcastRow = {
  id: string;
  name: string;
  purpose: "informational" | "marketing";
  state: BroadcastState;
  lineLabel: string;
  people: number;
  taken: number;
  scheduledFor: Date | null;
  createdAt: Date;
};

/** The firm's broadcasts, newest first. */
export async function listBroadcasts(
  tx: TenantTx,
  filter: { state?: BroadcastState | null; cursor?: string | null; limit: number },
): Promise<KeysetPage<BroadcastRow>> {
  const cursor = decodeCursor(filter.cursor);
  const recipients = (
    condition: ReturnType<typeof sql>,
  ) => sql<number>`(select count(*)::int from broadcast_recipients r
    where r.tenant_id = broadcasts.tenant_id and r.broadcast_id = broadcasts.id ${condition})`;
  const rows = await tx
    .select({
      id: broadcasts.id,
      name: broadcasts.name,
      purpose: broadcasts.purpose,
      state: broadcasts.state,
      lineLabel: lines.label,
      people: recipients(sql``),
      taken: recipients(sql`and r.state <> 'waiting'`),
      scheduledFor: broadcasts.scheduledFor,
      createdAt: broadcasts.createdAt,
    })
    .from(broadcasts)
    .innerJoin(lines, and(eq(lines.tenantId, broadcasts.tenantId), eq(lines.id, broadcasts.lineId)))
    .where(
      and(
        ownRows(tx, broadcasts.tenantId),
        filter.state ? eq(broadcasts.state, filter.state) : undefined,
        cursor
          ? sql`(${broadcasts.createdAt}, ${broadcasts.id}) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(broadcasts.createdAt), desc(broadcasts.id))
    .limit(filter.limit + 1);
  return toPage(rows, filter.limit, (row) => ({ value: row.createdAt.toISOString(), id: row.id }));
}
