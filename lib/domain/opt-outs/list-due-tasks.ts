import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutTasks } from "@/db/schema/optout-tasks";
import type { TenantTx } from "@/db/tenant";
import { decodeTimeCursor, type KeysetPage, toPage } from "@/lib/core/cursor";
import type { OptOutChannel } from "./opt-out-input";
import { type OptOutTaskKind, type OptOutTaskState, TELLING_KINDS } from "./opt-out-task";

export type DueTask = {
  id: string;
  eventId: string;
  kind: OptOutTaskKind;
  state: OptOutTaskState;
  e164: string;
  channel: OptOutChannel;
  dueAt: Date;
  /** Past the ten business days. */
  isOverdue: boolean;
  detail: Record<string, string | number>;
};

/** What is not done yet about stops, or went wrong, by the end of its ten business days. Confirmations settle themselves. */
export async function listDueTasks(
  tx: TenantTx,
  filter: { cursor?: string | null; limit: number; now: Date },
): Promise<KeysetPage<DueTask>> {
  const cursor = decodeTimeCursor(filter.cursor);
  const rows = await tx
    .select({
      id: optoutTasks.id,
      eventId: optoutTasks.eventId,
      kind: optoutTasks.kind,
      state: optoutTasks.state,
      e164: optoutEvents.e164,
      channel: optoutEvents.channel,
      dueAt: optoutTasks.dueAt,
      detail: optoutTasks.detail,
    })
    .from(optoutTasks)
    .innerJoin(
      optoutEvents,
      and(eq(optoutEvents.tenantId, optoutTasks.tenantId), eq(optoutEvents.id, optoutTasks.eventId)),
    )
    .where(
      and(
        ownRows(tx, optoutTasks.tenantId),
        inArray(optoutTasks.kind, ["review", ...TELLING_KINDS]),
        inArray(optoutTasks.state, ["waiting", "failed"]),
        cursor
          ? sql`(${optoutTasks.dueAt}, ${optoutTasks.id}) > (${cursor.value}::timestamptz, ${cursor.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(optoutTasks.dueAt), asc(optoutTasks.id))
    .limit(filter.limit + 1);
  const { nextCursor, rows: page } = toPage(rows, filter.limit, (row) => ({
    value: row.dueAt.toISOString(),
    id: row.id,
  }));
  return { nextCursor, rows: page.map((row) => ({ ...row, isOverdue: row.dueAt < filter.now })) };
}
