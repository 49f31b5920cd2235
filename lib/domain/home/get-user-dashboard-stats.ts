import "server-only";
import { sql } from "drizzle-orm";
import { rowsOf, type TenantTx } from "@/db/tenant";

export type DashboardStats = {
  callsToday: number;
  answeredToday: number;
  callsUnderWay: number;
  waitingLeads: number;
  casesMissingInformation: number;
  pendingProposals: number;
  /** Median seconds from a lead's arrival to its first response over the last 30 days; null without any. */
  medianFirstResponseSeconds: number | null;
};

type StatsRow = { [Key in keyof DashboardStats]: number | string | null };

/**
 * The figures of Home, each counted from its rows in one round trip. "Today" is the firm's own day.
 * A case misses information while address, e-mail or date of birth is unknown.
 */
export async function getUserDashboardStats(tx: TenantTx, input: { now: Date }): Promise<DashboardStats> {
  const now = sql`${input.now.toISOString()}::timestamptz`;
  const dayStart = sql`(select date_trunc('day', ${now} at time zone f.time_zone) at time zone f.time_zone from firms f)`;
  const [row] = await rowsOf<StatsRow>(
    tx,
    sql`select
      (select count(*)::int from call_logs where created_at >= ${dayStart}) as "callsToday",
      (select count(*)::int from call_logs where created_at >= ${dayStart} and answered_at is not null) as "answeredToday",
      (select count(*)::int from call_logs where state in ('queued', 'ringing', 'in-progress', 'forwarding')) as "callsUnderWay",
      (select count(*)::int from leads where status = 'new') as "waitingLeads",
      (select count(*)::int from cases c
        left join (select d.case_id, count(*) as known from case_details d
          where d.field in ('address', 'email', 'date_of_birth') group by d.case_id) k on k.case_id = c.id
        where c.archived_at is null and c.stage not in ('settled', 'closed') and coalesce(k.known, 0) < 3) as "casesMissingInformation",
      (select count(*)::int from case_detail_proposals where status = 'pending') as "pendingProposals",
      (select percentile_cont(0.5) within group (order by extract(epoch from first_response_at - received_at))
        from leads where first_response_at is not null and received_at >= ${now} - interval '30 days') as "medianFirstResponseSeconds"`,
  );
  return {
    callsToday: Number(row?.callsToday ?? 0),
    answeredToday: Number(row?.answeredToday ?? 0),
    callsUnderWay: Number(row?.callsUnderWay ?? 0),
    waitingLeads: Number(row?.waitingLeads ?? 0),
    casesMissingInformation: Number(row?.casesMissingInformation ?? 0),
    pendingProposals: Number(row?.pendingProposals ?? 0),
    medianFirstResponseSeconds:
      row?.medianFirstResponseSeconds == null ? null : Math.round(Number(row.medianFirstResponseSeconds)),
  };
}
