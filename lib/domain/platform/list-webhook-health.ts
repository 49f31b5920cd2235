import "server-only";
import { sql } from "drizzle-orm";
import { type OpenTx, rowsOf } from "@/db/tenant";

/** How the doors of one firm for one provider fare: counts and codes, nothing that was sent. */
export type WebhookHealth = {
  tenantId: string;
  firmName: string;
  provider: string;
  /** Doors that are not deleted, and those of them that are paused. */
  endpoints: number;
  paused: number;
  /** Of the last seven days. */
  processed: number;
  ignored: number;
  /** Now, however old: not begun or under way; to be tried again; given up; kept back by a person. */
  waiting: number;
  failed: number;
  dead: number;
  quarantined: number;
  /** When the oldest event came whose work is still to be done; null when none waits. */
  oldestWaitingAt: Date | null;
  /** Refusals of the last seven days, all and by reason. */
  refused: number;
  refusedByReason: Record<string, number>;
  lastEventAt: Date | null;
};

const DAYS = 7;
const MOST = 200;

/** The doors of all firms by firm and provider, those in trouble first, 200 at most (AUTH-07: no body, no client's data). */
export async function listWebhookHealth(tx: OpenTx, now: Date = new Date()): Promise<WebhookHealth[]> {
  const since = new Date(now.getTime() - DAYS * 86_400_000).toISOString();
  const rows = await rowsOf<
    Omit<WebhookHealth, "oldestWaitingAt" | "lastEventAt"> & {
      oldest_waiting_at: string | Date | null;
      last_event_at: string | Date | null;
    }
  >(
    tx,
    sql`with doors as (
        select tenant_id, provider, count(*)::int as endpoints, (count(*) filter (where state = 'paused'))::int as paused,
          max(last_event_at) as seen_at
        from webhook_endpoints where state <> 'deleted' group by tenant_id, provider
      ), arrivals as (
        select tenant_id, provider,
          (count(*) filter (where state = 'processed'))::int as processed,
          (count(*) filter (where state = 'ignored'))::int as ignored,
          (count(*) filter (where state in ('received', 'processing')))::int as waiting,
          (count(*) filter (where state = 'failed'))::int as failed,
          (count(*) filter (where state = 'dead'))::int as dead,
          (count(*) filter (where state = 'quarantined'))::int as quarantined,
          min(received_at) filter (where state in ('received', 'processing', 'failed')) as oldest_waiting_at,
          max(received_at) as arrived_at
        from webhook_events
        where received_at >= ${since} or state in ('received', 'processing', 'failed', 'dead', 'quarantined')
        group by tenant_id, provider
      ), reasons as (
        select tenant_id, provider, reason, sum(count)::int as refused
        from webhook_refusals where refused_at >= ${since} group by tenant_id, provider, reason
      ), refusals as (
        select tenant_id, provider, sum(refused)::int as refused, jsonb_object_agg(reason, refused) as by_reason
        from reasons group by tenant_id, provider
      )
      select f.tenant_id as "tenantId", f.name as "firmName", provider,
        coalesce(endpoints, 0) as endpoints, coalesce(paused, 0) as paused,
        coalesce(processed, 0) as processed, coalesce(ignored, 0) as ignored, coalesce(waiting, 0) as waiting,
        coalesce(failed, 0) as failed, coalesce(dead, 0) as dead, coalesce(quarantined, 0) as quarantined, oldest_waiting_at,
        coalesce(refused, 0) as refused, coalesce(by_reason, '{}'::jsonb) as "refusedByReason",
        coalesce(arrived_at, seen_at) as last_event_at
      from doors full join arrivals using (tenant_id, provider) full join refusals using (tenant_id, provider)
        join firms f using (tenant_id)
      order by coalesce(dead, 0) + coalesce(failed, 0) desc, oldest_waiting_at nulls last, coalesce(refused, 0) desc, f.name,
        provider
      limit ${MOST}`,
  );
  return rows.map(({ oldest_waiting_at, last_event_at, ...health }) => ({
    ...health,
    oldestWaitingAt: oldest_waiting_at === null ? null : new Date(oldest_waiting_at),
    lastEventAt: last_event_at === null ? null : new Date(last_event_at),
  }));
}
