import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { CAUSE_OF_CODE } from "@/lib/domain/messages/message-failure";

const CAUSES = JSON.stringify(Object.fromEntries(CAUSE_OF_CODE));

/**
 * Everybody of a broadcast with what became of them by now: (id, contact_id, e164, language, position, message_id, due_at, outcome,
 * reason, provider_code, provider_text). The reason of who failed is the cause of our words, whatever code the provider told, so
 * that a cause is one figure. Each person has exactly one outcome, so that the figures add up to the audience.
 */
export function outcomeQuery(broadcastId: string): SQL {
  return sql`select r.id, r.contact_id, r.e164, r.language, r.position, r.message_id, r.due_at,
      case
        when r.state in ('waiting', 'excluded', 'cancelled') then r.state
        when s.state in ('waiting', 'sending') then 'waiting'
        when s.state = 'cancelled' then 'cancelled'
        when s.state = 'blocked' then 'excluded'
        when s.state = 'unknown' then 'unknown'
        when s.state = 'refused' or m.state in ('failed', 'undelivered') then 'failed'
        when m.state in ('delivered', 'read') then 'delivered'
        else 'sent'
      end as outcome,
      case
        when r.state <> 'accepted' then r.reason
        when s.state = 'blocked' then coalesce((select g.blocked_by[1] from gate_decisions g
          where g.tenant_id = s.tenant_id and g.id = s.send_decision_id), 'gate_blocked')
        when s.state = 'cancelled' then s.failure_code
        when s.state = 'refused' or m.state in ('failed', 'undelivered')
          then coalesce(causes.of ->> s.failure_code, causes.of ->> m.failure_code, 'other')
      end as reason,
      case when m.state in ('failed', 'undelivered') then m.failure_code end as provider_code,
      case when m.state in ('failed', 'undelivered') then m.failure_reason end as provider_text
    from broadcast_recipients r
    cross join (select ${CAUSES}::jsonb as of) causes
    left join message_sends s on s.tenant_id = r.tenant_id and s.message_id = r.message_id
    left join messages m on m.tenant_id = r.tenant_id and m.id = r.message_id
    where r.broadcast_id = ${broadcastId}`;
}
