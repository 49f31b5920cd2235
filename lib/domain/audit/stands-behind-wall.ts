import "server-only";
import { type SQL, sql } from "drizzle-orm";

// Details and parties of a case may be gone, so their first entry is asked for the case. Rows of the other tables are
// never removed: one that cannot be read stands behind a wall.

const UUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

/**
 * An entry's subject as a key, for a subselect around which standsBehindWall is asked: row-level security lets an index
 * answer for a column, and would read a whole table of the firm for a cast.
 */
export function subjectKey(): SQL.Aliased<string | null> {
  return sql<string | null>`case when audit_logs.subject_id ~ ${UUID} then audit_logs.subject_id::uuid end`.as(
    "subject_key",
  );
}

/**
 * True for an entry about a case, or about something that hangs on one, which the transaction's person may not see. The
 * log itself has no wall: its chain must stay whole for whoever verifies it. `audit_logs` must have a `subject_key`.
 */
export function standsBehindWall(): SQL<boolean> {
  return sql<boolean>`coalesce(case
    when audit_logs.subject_key is null then false
    when audit_logs.subject_type in ('cases', 'case_members')
      then (select true from cases r where r.tenant_id = audit_logs.tenant_id and r.id = audit_logs.subject_key) is null
    when audit_logs.subject_type = 'call_logs'
      then (select true from call_logs r where r.tenant_id = audit_logs.tenant_id and r.id = audit_logs.subject_key) is null
    when audit_logs.subject_type = 'case_notes'
      then (select true from case_notes r where r.tenant_id = audit_logs.tenant_id and r.id = audit_logs.subject_key) is null
    when audit_logs.subject_type = 'case_detail_proposals'
      then (select true from case_detail_proposals r
        where r.tenant_id = audit_logs.tenant_id and r.id = audit_logs.subject_key) is null
    when audit_logs.subject_type = 'call_tokens'
      then (select true from call_tokens r where r.tenant_id = audit_logs.tenant_id and r.id = audit_logs.subject_key) is null
    when audit_logs.subject_type = 'call_tool_invocations'
      then (select true from call_tool_invocations r
        where r.tenant_id = audit_logs.tenant_id and r.id = audit_logs.subject_key) is null
    when audit_logs.subject_type in ('case_details', 'case_parties')
      then exists (select 1 from (
        select first.tenant_id, (d.detail::jsonb -> 'after' ->> 'case_id')::uuid as case_id
        from audit_logs first join audit_details d on d.tenant_id = first.tenant_id and d.sequence = first.sequence
        where d.detail is not null and first.tenant_id = audit_logs.tenant_id
          and first.subject_type = audit_logs.subject_type and first.subject_id = audit_logs.subject_id
          and first.action like '%.insert'
        offset 0) made
        where (select true from cases r where r.tenant_id = made.tenant_id and r.id = made.case_id) is null)
    else false end, false)`;
}
