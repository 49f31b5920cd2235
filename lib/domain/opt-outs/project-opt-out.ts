import "server-only";
import { and, eq } from "drizzle-orm";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutRegistry } from "@/db/schema/optout-registry";
import type { TenantTx } from "@/db/tenant";
import { mergeOptOut, type OptOutEvent, type OptOutProjection } from "@/lib/domain/compliance/merge-opt-out";
import type { OptOutChannel, OptOutScope } from "./opt-out-input";

/** What a state is kept for: each address, channel and scope has its own, by the events of that key alone (CMP-04). */
export type OptOutKey = { e164: string; channel: OptOutChannel; scope: OptOutScope };

/** The state of a key once `event` is among its events. The caller holds the number's lock. */
export async function projectWith(tx: TenantTx, key: OptOutKey, event: OptOutEvent): Promise<OptOutProjection> {
  const known = await tx
    .select({
      id: optoutEvents.id,
      kind: optoutEvents.kind,
      occurredAt: optoutEvents.occurredAt,
      words: optoutEvents.words,
      sourceCallId: optoutEvents.sourceCallId,
    })
    .from(optoutEvents)
    .where(
      and(eq(optoutEvents.e164, key.e164), eq(optoutEvents.channel, key.channel), eq(optoutEvents.scope, key.scope)),
    );
  const events = known.map(({ words, sourceCallId, ...each }) => ({ ...each, evidenceRef: words ?? sourceCallId }));
  const projection = mergeOptOut([...events, event]);
  if (!projection) throw new Error("the events of the number give no state");
  return projection;
}

/** Writes a key's state into the register that the gate reads. */
export async function keepProjection(tx: TenantTx, key: OptOutKey, projection: OptOutProjection): Promise<void> {
  const state = { ...projection, updatedAt: new Date() };
  await tx
    .insert(optoutRegistry)
    .values({ ...key, ...state })
    .onConflictDoUpdate({
      target: [optoutRegistry.tenantId, optoutRegistry.e164, optoutRegistry.channel, optoutRegistry.scope],
      set: state,
    });
}
