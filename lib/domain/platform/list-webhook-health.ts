import "server-only";
import { sql } from "drizzle-orm";
import { type OpenTx, rowsOf } from "@/db/tenant";

export type WebhookHealth = {
  provider: string;
  endpoints: number;
  events: number;
  /** Events whose work is still to be done, and those whose work was given up. */
  waiting: number;
  dead: number;
  refused: number;
  lastEventAt: Date | null;
};

/** How the webhook doors of all firms fare, by provider. */
export async function listWebhookHealth(tx: OpenTx): Promise<WebhookHealth[]> {
  const rows = await rowsOf<Omit<WebhookHealth, "lastEventAt"> & { last_event_at: string | Date | null }>(
    tx,
    sql`with doors as (
        select provider, count(*)::int as endpoints, sum(refused_count)::int as refused
        from webhook_endpoints where state <> 'deleted' group by provider
      ), arrivals as (
        select provider, count(*)::int as events, count(*) filter (where state in ('received', 'processing', 'failed'))::int as waiting,
          count(*) filter (where state = 'dead')::int as dead, max(received_at) as last_event_at
        from webhook_events group by provider
      )
      select provider, coalesce(endpoints, 0) as endpoints, coalesce(events, 0) as events, coalesce(waiting, 0) as waiting,
        coalesce(dead, 0) as dead, coalesce(refused, 0) as refused, last_event_at
      from doors full join arrivals using (provider) order by provider`,
  );
  return rows.map(({ last_event_at, ...health }) => ({
    ...health,
    lastEventAt: last_event_at === null ? null : new Date(last_event_at),
  }));
}
