import "server-only";
import { and, desc, eq, gte, like, lt, type SQL, sql } from "drizzle-orm";
import { ownRows } from "@/db/own-rows";
import { VERIFICATION_MODES, webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { webhookEvents } from "@/db/schema/webhook-events";
import type { TenantTx } from "@/db/tenant";
import type { Cursor } from "@/lib/core/cursor";
import { type ProofStrength, proofStrength } from "@/lib/domain/webhook-endpoints/proof-strength";
import { standsBehindEventWall } from "./event-wall";
import { afterPlace, placeOf } from "./log-place";
import type { WebhookLogFilter } from "./webhook-log.schema";

type Event = typeof webhookEvents.$inferSelect;

/** A delivery that was verified and kept, without its content. */
export type LoggedEvent = Pick<
  Event,
  | "id"
  | "provider"
  | "endpointId"
  | "eventType"
  | "verification"
  | "verifiedWith"
  | "origin"
  | "requestId"
  | "sizeBytes"
  | "state"
  | "attempts"
  | "failure"
  | "receivedAt"
  | "processedAt"
  | "replayedAt"
  | "contentRemovedAt"
> & {
  kind: "event";
  endpointLabel: string | null;
  /** What the proof says; null for a kind of proof that this release does not know. */
  strength: ProofStrength | null;
  /** The call that it belongs to; null as well when that is behind a wall. */
  callId: string | null;
  /** Of a restricted case that this person may not see: what it is about and what it says are left out. */
  isWalled: boolean;
  hasContent: boolean;
  /** Its place in the log. */
  place: string;
};

type Row = Omit<LoggedEvent, "kind" | "strength">;
type EventFilter = WebhookLogFilter & { eventId?: string };
type EventPage = { place: Cursor | null; limit: number };

/** Events of the log after `place`, newest first, at most `limit`. */
export async function listLoggedEvents(tx: TenantTx, filter: EventFilter, page: EventPage): Promise<LoggedEvent[]> {
  const events = eventsOf(tx, filter, page);
  const rows = await tx
    .select({
      id: events.id,
      provider: events.provider,
      endpointId: events.endpointId,
      endpointLabel: webhookEndpoints.label,
      eventType: events.eventType,
      callId: events.callId,
      verification: events.verification,
      verifiedWith: events.verifiedWith,
      origin: events.origin,
      requestId: events.requestId,
      sizeBytes: events.sizeBytes,
      state: events.state,
      attempts: events.attempts,
      failure: events.failure,
      receivedAt: events.receivedAt,
      processedAt: events.processedAt,
      replayedAt: events.replayedAt,
      contentRemovedAt: events.contentRemovedAt,
      hasContent: events.hasContent,
      place: events.place,
      isWalled: standsBehindEventWall(),
    })
    .from(events)
    .leftJoin(
      webhookEndpoints,
      and(eq(webhookEndpoints.tenantId, events.tenantId), eq(webhookEndpoints.id, events.endpointId)),
    )
    .orderBy(desc(events.receivedAt), desc(events.id));
  return rows.map(loggedEvent);
}

/** The event as the log shows it to this transaction's person. */
function loggedEvent(row: Row): LoggedEvent {
  const mode = VERIFICATION_MODES.find((known) => known === row.verification);
  return {
    ...row,
    kind: "event",
    callId: row.isWalled ? null : row.callId,
    strength: mode ? proofStrength(mode) : null,
  };
}

/**
 * The page's own rows, cut before anything is joined. The content stays where it is: only whether there is any is asked.
 * The result keeps the table's name, under which standsBehindEventWall looks.
 */
function eventsOf(tx: TenantTx, filter: EventFilter, page: EventPage) {
  return tx
    .select({
      tenantId: webhookEvents.tenantId,
      id: webhookEvents.id,
      provider: webhookEvents.provider,
      endpointId: webhookEvents.endpointId,
      eventType: webhookEvents.eventType,
      callId: webhookEvents.callId,
      verification: webhookEvents.verification,
      verifiedWith: webhookEvents.verifiedWith,
      origin: webhookEvents.origin,
      requestId: webhookEvents.requestId,
      sizeBytes: webhookEvents.sizeBytes,
      state: webhookEvents.state,
      attempts: webhookEvents.attempts,
      failure: webhookEvents.failure,
      receivedAt: webhookEvents.receivedAt,
      processedAt: webhookEvents.processedAt,
      replayedAt: webhookEvents.replayedAt,
      contentRemovedAt: webhookEvents.contentRemovedAt,
      hasContent: sql<boolean>`${webhookEvents.payloadCiphertext} is not null`.as("has_content"),
      place: placeOf(webhookEvents.receivedAt).as("place"),
    })
    .from(webhookEvents)
    .where(and(ownRows(tx, webhookEvents.tenantId), ...conditions(filter, page.place)))
    .orderBy(desc(webhookEvents.receivedAt), desc(webhookEvents.id))
    .limit(page.limit)
    .as("webhook_events");
}

function conditions(filter: EventFilter, place: Cursor | null): (SQL | undefined)[] {
  const { eventId, provider, endpointId, state, eventType, origin, from, to, requestId, callId } = filter;
  return [
    eventId ? eq(webhookEvents.id, eventId) : undefined,
    provider ? eq(webhookEvents.provider, provider) : undefined,
    endpointId ? eq(webhookEvents.endpointId, endpointId) : undefined,
    state ? eq(webhookEvents.state, state) : undefined,
    eventType ? like(webhookEvents.eventType, `${eventType.replaceAll(/[\\%_]/g, "\\$&")}%`) : undefined,
    origin ? eq(webhookEvents.origin, origin) : undefined,
    from ? gte(webhookEvents.receivedAt, from) : undefined,
    to ? lt(webhookEvents.receivedAt, to) : undefined,
    requestId ? eq(webhookEvents.requestId, requestId) : undefined,
    callId ? isOfVisibleCall(callId) : undefined,
    afterPlace(place, webhookEvents.receivedAt, webhookEvents.id),
  ];
}

/** Which events a call has is itself something about it: behind a wall it has none. */
function isOfVisibleCall(callId: string): SQL | undefined {
  return and(
    eq(webhookEvents.callId, callId),
    sql`exists (select 1 from call_logs r where r.tenant_id = ${webhookEvents.tenantId} and r.id = ${callId})`,
  );
}
