import "server-only";
import { type SQL, sql } from "drizzle-orm";

// Details and parties of a case may be gone, so their first entry is asked for the case. Rows of the other tables are
// never removed: one that cannot be read stands behind a wall.

/**
 * True for an entry about a case, or about something that hangs on one, which the transaction's person may not see. The
 * log itself has no wall: its chain must stay whole for whoever verifies it.
 */
export function standsBehindWall(): SQL<boolean> {
  return sql<boolean>`coalesce(case
    when audit_logs.subject_id is null or audit_logs.subject_id !~ '^[0-9a-f-]{36}$' then false
    when audit_logs.subject_type in ('cases', 'case_members')
      then not exists (select 1 from cases r where r.id = audit_logs.subject_id::uuid)
    when audit_logs.subject_type = 'call_logs'
      then not exists (select 1 from call_logs r where r.id = audit_logs.subject_id::uuid)
    when audit_logs.subject_type = 'case_notes'
      then not exists (select 1 from case_notes r where r.id = audit_logs.subject_id::uuid)
    when audit_logs.subject_type = 'case_detail_proposals'
      then not exists (select 1 from case_detail_proposals r where r.id = audit_logs.subject_id::uuid)
    when audit_logs.subject_type = 'call_tokens'
      then not exists (select 1 from call_tokens r where r.id = audit_logs.subject_id::uuid)
    when audit_logs.subject_type = 'call_tool_invocations'
      then not exists (select 1 from call_tool_invocations r where r.id = audit_logs.subject_id::uuid)
    when audit_logs.subject_type in ('case_details', 'case_parties')
      then exists (select 1 from audit_logs first
        join audit_details d on d.tenant_id = first.tenant_id and d.sequence = first.sequence
        where d.detail is not null and first.subject_type = audit_logs.subject_type and first.subject_id = audit_logs.subject_id
          and first.action like '%.insert'
          and not exists (select 1 from cases r where r.id = (d.detail::jsonb -> 'after' ->> 'case_id')::uuid))
    else false end, false)`;
}
