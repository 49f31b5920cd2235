import "server-only";
import { type SQL, sql } from "drizzle-orm";

/**
 * Whether the words of an `optout_events` row stand behind a wall for whoever asks: the number is that of a client of a
 * restricted case whose members they are not, or the message that the words came by is hidden from them. That the number is
 * blocked is never hidden, since everybody who contacts it has to know.
 */
export function wordsBehindWall(): SQL<boolean> {
  return sql<boolean>`(coalesce(current_setting('app.actor_type', true), '') not in ('webhook', 'assistant', 'job', 'system') and (
    exists (select 1 from contact_phones p join contact_walls w on w.tenant_id = p.tenant_id and w.contact_id = p.contact_id
      where p.tenant_id = "optout_events"."tenant_id" and p.e164 = "optout_events"."e164"
        and not exists (select 1 from case_members m where m.tenant_id = w.tenant_id and m.case_id = w.case_id
          and m.user_id = current_setting('app.actor_id', true)))
    or ("optout_events"."source_message_id" is not null and not exists (select 1 from messages m
      where m.tenant_id = "optout_events"."tenant_id" and m.id = "optout_events"."source_message_id"))))`;
}
