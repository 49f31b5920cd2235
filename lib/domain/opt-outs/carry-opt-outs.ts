import "server-only";
import { and, asc, eq, exists, not, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { optoutEvents } from "@/db/schema/optout-events";
import type { TenantTx } from "@/db/tenant";
import { lockContactNumber } from "@/lib/domain/contact-gate/lock-person";
import type { OptOutResult } from "./opt-out-input";
import { recordOptOut } from "./record-opt-out";

export type CarriedOptOut = OptOutResult & { kind: "stop" | "start"; sourceMessageId: string | null };

/**
 * Takes over to a number what its owner asked for while only another address of theirs was known, with the time at which
 * they said it: what they asked for last stands, under whichever address (CMP-03). Each event is carried once. Nothing is
 * confirmed again. It must be the first write of the transaction.
 */
export async function carryOptOuts(tx: TenantTx, way: { from: string; to: string }): Promise<CarriedOptOut[]> {
  await lockContactNumber(tx, way.from);
  await lockContactNumber(tx, way.to);
  const carried = alias(optoutEvents, "carried");
  const isCarried = exists(
    tx
      .select({ id: carried.id })
      .from(carried)
      .where(
        and(
          eq(carried.tenantId, optoutEvents.tenantId),
          eq(carried.e164, way.to),
          eq(carried.channel, optoutEvents.channel),
          eq(carried.scope, optoutEvents.scope),
          eq(carried.kind, optoutEvents.kind),
          eq(carried.occurredAt, optoutEvents.occurredAt),
          sql`${carried.words} is not distinct from ${optoutEvents.words}`,
        ),
      ),
  );
  const events = await tx
    .select()
    .from(optoutEvents)
    .where(and(eq(optoutEvents.e164, way.from), not(isCarried)))
    .orderBy(asc(optoutEvents.occurredAt), asc(optoutEvents.id));
  const results: CarriedOptOut[] = [];
  for (const event of events) {
    const result = await recordOptOut(tx, {
      e164: way.to,
      channel: event.channel,
      kind: event.kind,
      source: event.source,
      scope: event.scope,
      occurredAt: event.occurredAt,
      ...(event.sourceCallId === null ? {} : { sourceCallId: event.sourceCallId }),
      ...(event.sourceMessageId === null ? {} : { sourceMessageId: event.sourceMessageId }),
      ...(event.words === null ? {} : { words: event.words }),
      ...(event.actorUserId === null ? {} : { actorUserId: event.actorUserId }),
    });
    results.push({ ...result, kind: event.kind, sourceMessageId: event.sourceMessageId });
  }
  return results;
}
