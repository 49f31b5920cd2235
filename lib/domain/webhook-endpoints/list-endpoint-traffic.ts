import "server-only";
import { sql } from "drizzle-orm";
import type { RefusalFacts } from "@/db/schema/webhook-refusals";
import { rowsOf, type TenantTx } from "@/db/tenant";

/** Deliveries of a span. `failed` ones were accepted and their work did not succeed, or was given up. */
export type TrafficCounts = { accepted: number; ignored: number; failed: number; refused: number };

export type EndpointTraffic = {
  day: TrafficCounts;
  week: TrafficCounts;
  /** The newest event that was kept; the firm's own test events are among them. */
  lastEvent: { eventType: string; state: string; isTest: boolean; receivedAt: Date } | null;
  lastRefusal: { reason: string; facts: RefusalFacts; refusedAt: Date } | null;
};

const DAY_MS = 86_400_000;
const NOTHING: TrafficCounts = { accepted: 0, ignored: 0, failed: 0, refused: 0 };

/** What reached each endpoint of the firm in the last 24 hours and 7 days, and what came last, by endpoint id. */
export async function listEndpointTraffic(
  tx: TenantTx,
  now: Date = new Date(),
): Promise<ReadonlyMap<string, EndpointTraffic>> {
  const traffic = new Map<string, EndpointTraffic>();
  const entryOf = (endpointId: string): EndpointTraffic => {
    const entry = traffic.get(endpointId) ?? { day: NOTHING, week: NOTHING, lastEvent: null, lastRefusal: null };
    traffic.set(endpointId, entry);
    return entry;
  };
  const since = { day: new Date(now.getTime() - DAY_MS), week: new Date(now.getTime() - 7 * DAY_MS) };
  for (const { endpoint_id, day, week } of await countEvents(tx, since)) {
    Object.assign(entryOf(endpoint_id), { day: { ...NOTHING, ...day }, week: { ...NOTHING, ...week } });
  }
  for (const { endpoint_id, day, week } of await countRefusals(tx, since)) {
    const entry = entryOf(endpoint_id);
    entry.day = { ...entry.day, refused: day };
    entry.week = { ...entry.week, refused: week };
  }
  for (const { endpoint_id, received_at, ...event } of await lastEvents(tx)) {
    entryOf(endpoint_id).lastEvent = { ...event, receivedAt: new Date(received_at) };
  }
  for (const { endpoint_id, refused_at, ...refusal } of await lastRefusals(tx)) {
    entryOf(endpoint_id).lastRefusal = { ...refusal, refusedAt: new Date(refused_at) };
  }
  return traffic;
}

/** The traffic of an endpoint that nothing reached. */
export function noTraffic(): EndpointTraffic {
  return { day: NOTHING, week: NOTHING, lastEvent: null, lastRefusal: null };
}

type Since = { day: Date; week: Date };
type EventCounts = Omit<TrafficCounts, "refused">;

function countEvents(tx: TenantTx, since: Since) {
  const counts = (from: Date) => sql`json_build_object(
    'accepted', count(*) filter (where received_at >= ${from.toISOString()} and state not in ('ignored', 'failed', 'dead')),
    'ignored', count(*) filter (where received_at >= ${from.toISOString()} and state = 'ignored'),
    'failed', count(*) filter (where received_at >= ${from.toISOString()} and state in ('failed', 'dead')))`;
  return rowsOf<{ endpoint_id: string; day: EventCounts; week: EventCounts }>(
    tx,
    sql`select endpoint_id, ${counts(since.day)} as day, ${counts(since.week)} as week from webhook_events
      where endpoint_id is not null and origin <> 'test' and received_at >= ${since.week.toISOString()} group by endpoint_id`,
  );
}

function countRefusals(tx: TenantTx, since: Since) {
  return rowsOf<{ endpoint_id: string; day: number; week: number }>(
    tx,
    sql`select endpoint_id, sum(count)::int as week,
        coalesce(sum(count) filter (where refused_at >= ${since.day.toISOString()}), 0)::int as day
      from webhook_refusals where endpoint_id is not null and refused_at >= ${since.week.toISOString()} group by endpoint_id`,
  );
}

function lastEvents(tx: TenantTx) {
  return rowsOf<{ endpoint_id: string; eventType: string; state: string; isTest: boolean; received_at: string | Date }>(
    tx,
    sql`select d.id as endpoint_id, e.event_type as "eventType", e.state, e.origin = 'test' as "isTest", e.received_at
      from webhook_endpoints d cross join lateral (
        select event_type, state, origin, received_at from webhook_events w
          where w.tenant_id = d.tenant_id and w.endpoint_id = d.id order by w.received_at desc limit 1
      ) e where d.state <> 'deleted'`,
  );
}

function lastRefusals(tx: TenantTx) {
  return rowsOf<{ endpoint_id: string; reason: string; facts: RefusalFacts; refused_at: string | Date }>(
    tx,
    sql`select d.id as endpoint_id, r.reason, r.facts, r.refused_at
      from webhook_endpoints d cross join lateral (
        select reason, facts, refused_at from webhook_refusals w
          where w.tenant_id = d.tenant_id and w.endpoint_id = d.id order by w.refused_at desc limit 1
      ) r where d.state <> 'deleted'`,
  );
}
