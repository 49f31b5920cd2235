import "server-only";
import { sql } from "drizzle-orm";
import { rowsOf, type TenantTx } from "@/db/tenant";

/** How the work on an endpoint's events went since a moment. Events that a firm sent to itself do not count. */
export type WorkHealth = {
  /** Given up, or tried three times and still failing. */
  failing: number;
  processed: number;
  /** Processed ones that came after the newest failing one. */
  processedSince: number;
  firstFailingAt: Date | null;
};

/** How many deliveries an endpoint took and turned away since a moment. */
export type DoorHealth = { refused: number; accepted: number; firstRefusedAt: Date | null };

type Instant = string | Date | null;

export async function readWorkHealth(tx: TenantTx, endpointId: string, since: Date): Promise<WorkHealth> {
  const [row] = await rowsOf<{
    failing: number;
    processed: number;
    processed_since: number;
    first_failing_at: Instant;
  }>(
    tx,
    sql`with recent as (
        select received_at, state = 'processed' as is_processed, state = 'dead' or (state = 'failed' and attempts >= 3) as is_failing
        from webhook_events
        where endpoint_id = ${endpointId} and received_at >= ${since.toISOString()}::timestamptz and origin <> 'test'
          and state in ('processed', 'dead', 'failed')
      )
      select (count(*) filter (where is_failing))::int as failing, (count(*) filter (where is_processed))::int as processed,
        (count(*) filter (where is_processed
          and received_at > (select max(received_at) from recent where is_failing)))::int as processed_since,
        min(received_at) filter (where is_failing) as first_failing_at
      from recent`,
  );
  return {
    failing: row?.failing ?? 0,
    processed: row?.processed ?? 0,
    processedSince: row?.processed_since ?? 0,
    firstFailingAt: instantOf(row?.first_failing_at ?? null),
  };
}

export async function readDoorHealth(tx: TenantTx, endpointId: string, since: Date): Promise<DoorHealth> {
  const at = since.toISOString();
  const [row] = await rowsOf<{ refused: number; accepted: number; first_refused_at: Instant }>(
    tx,
    sql`select coalesce(sum(r.count), 0)::int as refused, min(r.created_at) as first_refused_at,
        (select count(*)::int from webhook_events e where e.endpoint_id = ${endpointId} and e.origin = 'delivery'
          and e.received_at >= ${at}::timestamptz) as accepted
      from webhook_refusals r where r.endpoint_id = ${endpointId} and r.refused_at >= ${at}::timestamptz`,
  );
  return {
    refused: row?.refused ?? 0,
    accepted: row?.accepted ?? 0,
    firstRefusedAt: instantOf(row?.first_refused_at ?? null),
  };
}

function instantOf(value: Instant): Date | null {
  return value === null ? null : new Date(value);
}
