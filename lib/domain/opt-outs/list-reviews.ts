import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutTasks } from "@/db/schema/optout-tasks";
import type { TenantTx } from "@/db/tenant";
import { decodeTimeCursor, type KeysetPage, toPage } from "@/lib/core/cursor";
import type { OptOutChannel, OptOutSource } from "./opt-out-input";
import { type NumberOwner, ownersOf } from "./owners-of";
import { wordsBehindWall } from "./words-behind-wall";

export type ReviewRow = {
  taskId: string;
  eventId: string;
  e164: string;
  owner: NumberOwner | null;
  channel: OptOutChannel;
  source: OptOutSource;
  /** What the person said; null where nothing was kept, and where it stands behind a wall. */
  words: string | null;
  isWalled: boolean;
  sourceMessageId: string | null;
  sourceCallId: string | null;
  occurredAt: Date;
  receivedAt: Date;
  dueAt: Date;
};

/** Stops whose words a person is to look at, the most urgent first. All of them are obeyed already. */
export async function listReviews(
  tx: TenantTx,
  filter: { cursor?: string | null; limit: number },
): Promise<KeysetPage<ReviewRow>> {
  const cursor = decodeTimeCursor(filter.cursor);
  const rows = await tx
    .select({
      taskId: optoutTasks.id,
      dueAt: optoutTasks.dueAt,
      eventId: optoutEvents.id,
      e164: optoutEvents.e164,
      channel: optoutEvents.channel,
      source: optoutEvents.source,
      words: optoutEvents.words,
      isWalled: wordsBehindWall(),
      sourceMessageId: optoutEvents.sourceMessageId,
      sourceCallId: optoutEvents.sourceCallId,
      occurredAt: optoutEvents.occurredAt,
      receivedAt: optoutEvents.createdAt,
    })
    .from(optoutTasks)
    .innerJoin(
      optoutEvents,
      and(eq(optoutEvents.tenantId, optoutTasks.tenantId), eq(optoutEvents.id, optoutTasks.eventId)),
    )
    .where(
      and(
        ownRows(tx, optoutTasks.tenantId),
        eq(optoutTasks.kind, "review"),
        eq(optoutTasks.state, "waiting"),
        cursor
          ? sql`(${optoutTasks.dueAt}, ${optoutTasks.id}) > (${cursor.value}::timestamptz, ${cursor.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(optoutTasks.dueAt), asc(optoutTasks.id))
    .limit(filter.limit + 1);
  const page = toPage(rows, filter.limit, (row) => ({ value: row.dueAt.toISOString(), id: row.taskId }));
  const owners = await ownersOf(
    tx,
    page.rows.map(({ e164 }) => e164),
  );
  return {
    nextCursor: page.nextCursor,
    rows: page.rows.map((row) => ({
      ...row,
      owner: owners.get(row.e164) ?? null,
      words: row.isWalled ? null : row.words,
      sourceMessageId: row.isWalled ? null : row.sourceMessageId,
      sourceCallId: row.isWalled ? null : row.sourceCallId,
    })),
  };
}
