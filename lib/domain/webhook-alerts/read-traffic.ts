import "server-only";
import { sql } from "drizzle-orm";
import { rowsOf, type TenantTx } from "@/db/tenant";
import { canJudge, LEAST_WEEKS, SPANS, type Span, type Traffic, usualOf, WEEKS } from "./traffic-rule";

export type Doorway = {
  endpointId: string;
  firstAt: Date;
  /** Since when it is as it is: a pause, a new secret or account before that says nothing about now. */
  changedAt: Date;
};

/**
 * What came to an endpoint in the shortest span that can be judged, against the same hours of the firm's last four weeks;
 * null when no span can be: too new, too little traffic, changed within the span, or hours in which nothing usually comes.
 */
export async function readTraffic(tx: TenantTx, door: Doorway, now: Date): Promise<Traffic | null> {
  const ends = await endsOfSpans(tx, now);
  for (const span of SPANS) {
    const lengthMs = span.seconds * 1_000;
    if (now.getTime() - lengthMs < door.changedAt.getTime()) return null;
    const known = ends.filter((end) => end.getTime() - lengthMs >= door.firstAt.getTime());
    if (known.length <= LEAST_WEEKS) return null;
    const [observed = 0, ...weeks] = await countSlots(tx, { endpointId: door.endpointId, ends: known, span });
    const expected = usualOf(weeks);
    if (canJudge(expected)) return { observed, expected };
  }
  return null;
}

/**
 * Now and the same time of each week before, on the firm's calendar: after the clocks changed, nine o'clock is still
 * compared with nine o'clock.
 */
async function endsOfSpans(tx: TenantTx, now: Date): Promise<Date[]> {
  const rows = await rowsOf<{ ends_at: string | Date }>(
    tx,
    sql`select ((${now.toISOString()}::timestamptz at time zone zone.name) - make_interval(days => 7 * back))
        at time zone zone.name as ends_at
      from (select coalesce((select time_zone from firms limit 1), 'UTC') as name offset 0) zone,
        generate_series(0, ${WEEKS}::int) as back
      order by back`,
  );
  return rows.map((row) => new Date(row.ends_at));
}

/** In how many slots of each span anything was delivered. */
async function countSlots(
  tx: TenantTx,
  { endpointId, ends, span }: { endpointId: string; ends: readonly Date[]; span: Span },
): Promise<number[]> {
  const instants = JSON.stringify(ends.map((end) => end.toISOString()));
  const rows = await rowsOf<{ slots: number }>(
    tx,
    sql`select (select count(distinct extract(epoch from e.received_at)::bigint / ${span.slotSeconds}::int)::int
        from webhook_events e
        where e.endpoint_id = ${endpointId} and e.origin = 'delivery' and e.received_at <= s.ends_at
          and e.received_at > s.ends_at - make_interval(secs => ${span.seconds}::int)) as slots
      from (select value::timestamptz as ends_at, place
        from json_array_elements_text(${instants}::json) with ordinality as t (value, place) offset 0) s
      order by s.place`,
  );
  return rows.map((row) => row.slots);
}
