import "server-only";
import { type SQL, sql } from "drizzle-orm";

/**
 * True for an event that belongs to the call of a restricted case, or that caused something in one, which the transaction's
 * person may not see. The log itself has no wall: that something came, and how it fared, is shown to whoever runs the
 * integrations; what it said and what it was about is not. `webhook_events` must be a table or subselect of that name.
 */
export function standsBehindEventWall(): SQL<boolean> {
  return sql<boolean>`(
    (webhook_events.call_id is not null and (select true from call_logs r
      where r.tenant_id = webhook_events.tenant_id and r.id = webhook_events.call_id) is null)
    or exists (select 1 from automation_logs caused
      where caused.tenant_id = webhook_events.tenant_id and caused.event_id = webhook_events.id
        and case caused.subject_type
          when 'call' then (select true from call_logs r
            where r.tenant_id = caused.tenant_id and r.id = caused.subject_id) is null
          when 'case' then (select true from cases r
            where r.tenant_id = caused.tenant_id and r.id = caused.subject_id) is null
          else false end))`;
}
