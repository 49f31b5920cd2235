import "server-only";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutRegistry } from "@/db/schema/optout-registry";
import type { TenantTx } from "@/db/tenant";
import { decodeTimeCursor, type KeysetPage, toPage } from "@/lib/core/cursor";
import type { OptOutChannel, OptOutScope, OptOutSource } from "./opt-out-input";
import { type NumberOwner, ownersOf } from "./owners-of";
import { readAddress } from "./require-address";
import { wordsBehindWall } from "./words-behind-wall";

export type OptOutRow = {
  id: string;
  e164: string;
  owner: NumberOwner | null;
  channel: OptOutChannel;
  scope: OptOutScope;
  state: "opted_out" | "opted_in";
  /** When the person said so. */
  effectiveAt: Date;
  /** When the firm heard it. */
  receivedAt: Date;
  source: OptOutSource;
  words: string | null;
  isWalled: boolean;
};

export type OptOutFilter = {
  /** A number in any spelling, the beginning, end or middle of one, or a WhatsApp id. */
  query?: string | null;
  channel?: OptOutChannel | null;
  state?: "opted_out" | "opted_in" | null;
  source?: OptOutSource | null;
};

/** The register, what was said last first, each row with the event that decides it. */
export async function listOptOuts(
  tx: TenantTx,
  filter: OptOutFilter & { cursor?: string | null; limit: number },
): Promise<KeysetPage<OptOutRow>> {
  const cursor = decodeTimeCursor(filter.cursor);
  const rows = await tx
    .select({
      id: optoutRegistry.id,
      e164: optoutRegistry.e164,
      channel: optoutRegistry.channel,
      scope: optoutRegistry.scope,
      state: optoutRegistry.state,
      effectiveAt: optoutRegistry.effectiveAt,
      receivedAt: optoutEvents.createdAt,
      source: optoutEvents.source,
      words: optoutEvents.words,
      isWalled: wordsBehindWall(),
    })
    .from(optoutRegistry)
    .innerJoin(
      optoutEvents,
      and(eq(optoutEvents.tenantId, optoutRegistry.tenantId), eq(optoutEvents.id, optoutRegistry.lastEventId)),
    )
    .where(
      and(
        ownRows(tx, optoutRegistry.tenantId),
        matches(filter.query),
        filter.channel ? eq(optoutRegistry.channel, filter.channel) : undefined,
        filter.state ? eq(optoutRegistry.state, filter.state) : undefined,
        filter.source ? eq(optoutEvents.source, filter.source) : undefined,
        cursor
          ? sql`(${optoutRegistry.effectiveAt}, ${optoutRegistry.id}) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(optoutRegistry.effectiveAt), desc(optoutRegistry.id))
    .limit(filter.limit + 1);
  const page = toPage(rows, filter.limit, (row) => ({ value: row.effectiveAt.toISOString(), id: row.id }));
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
    })),
  };
}

/** A whole number is that number; otherwise its digits in a row, wherever they stand. Letters alone find nothing. */
function matches(query: string | null | undefined): SQL | undefined {
  const typed = query?.trim() ?? "";
  if (typed === "") return undefined;
  const address = readAddress(typed);
  if (address !== null) return eq(optoutRegistry.e164, address);
  const digits = typed.replaceAll(/\D/g, "");
  return digits === "" ? sql`false` : sql`${optoutRegistry.e164} like ${`%${digits}%`}`;
}
