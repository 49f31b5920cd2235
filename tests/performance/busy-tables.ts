import type { RawQuery } from "@/db/open-database";
import { seedBusyFirm } from "@/db/seed/seed-busy-firm";
import type { Principal } from "@/lib/core/principal";
import { testPrincipal } from "../support/test-database";

export type BusySize = { contacts: number; calls: number; cases: number; leads: number; auditEntries: number };

/**
 * The busy firm with every list filled, written set-wise by the owner with triggers off. Cases have two of three details;
 * half of the calls belong to a case; audit entries carry no chain.
 */
export async function fillBusyFirm(asOwner: RawQuery, organizationId: string, size: BusySize): Promise<Principal> {
  const principal = testPrincipal(organizationId);
  await seedBusyFirm(asOwner, { organizationId, contacts: size.contacts, calls: size.calls });
  await asOwner(fillStatements(principal.tenantId, size));
  await asOwner("analyze");
  return principal;
}

/** Firms of a few rows each, as a shared deployment has them: one firm is then a small part of every table. */
export async function fillSmallFirms(asOwner: RawQuery, count: number, rowsEach: number): Promise<void> {
  await asOwner(`begin;
    set local session_replication_role = replica;
    create temporary table small_firms as select gen_random_uuid() as tenant_id from generate_series(1, ${count});
    insert into contacts (tenant_id, first_name, last_name) select tenant_id, 'Ana', 'Small ' || g
      from small_firms, generate_series(1, ${rowsEach}) g;
    insert into contact_phones (tenant_id, contact_id, e164) select tenant_id, id, '+13055550100' from contacts
      where tenant_id in (select tenant_id from small_firms);
    insert into cases (tenant_id, case_number, title, practice_area, client_contact_id, opened_on)
      select tenant_id, row_number() over (), 'Small matter', 'family', id, '2026-01-01' from contacts
      where tenant_id in (select tenant_id from small_firms);
    insert into case_details (tenant_id, case_id, field, value, source)
      select tenant_id, id, 'address', 'known', 'staff' from cases where tenant_id in (select tenant_id from small_firms);
    insert into call_logs (tenant_id, direction, purpose, language, contact_id, client_number, state, state_rank, dial_state)
      select tenant_id, 'outbound', 'callback', 'en', id, '+13055550100', 'ended', 50, 'placed' from contacts
      where tenant_id in (select tenant_id from small_firms);
    insert into leads (tenant_id, first_name, last_name, source) select tenant_id, 'Ana', 'Small', 'web_form' from contacts
      where tenant_id in (select tenant_id from small_firms);
    insert into audit_logs (tenant_id, sequence, occurred_at_micros, action, subject_type, actor_type, detail_hash, previous_hash, hash)
      select tenant_id, g, g, 'contacts.update', 'contacts', 'user', '', '', '' from small_firms, generate_series(1, ${rowsEach}) g;
    insert into audit_details (tenant_id, sequence, salt, detail)
      select tenant_id, g, gen_random_uuid(), '{}' from small_firms, generate_series(1, ${rowsEach}) g;
    drop table small_firms;
    commit`);
}

function fillStatements(tenantId: string, size: BusySize): string {
  return `begin;
    set local session_replication_role = replica;
    insert into cases (tenant_id, case_number, title, practice_area, stage, client_contact_id, opened_on, updated_at)
      select tenant_id, 1000 + n, last_name || ' v. Acme ' || n, 'auto_accident',
        (array['intake','investigation','treatment','demand','negotiation','litigation','settled','closed'])[1 + n % 8],
        id, '2026-01-01', created_at
      from (select *, row_number() over (order by created_at desc)::int as n from contacts where tenant_id = '${tenantId}') c
      where n <= ${size.cases};
    insert into case_details (tenant_id, case_id, field, value, source)
      select tenant_id, id, field, 'known', 'staff' from cases, unnest(array['address','email']) field where tenant_id = '${tenantId}';
    update call_logs l set case_id = c.id from cases c
      where l.tenant_id = '${tenantId}' and c.tenant_id = l.tenant_id and c.client_contact_id = l.contact_id and c.case_number % 2 = 0;
    insert into leads (tenant_id, first_name, last_name, phone, source, status, received_at)
      select '${tenantId}', (array['Ana','James','Mei'])[1 + g % 3], (array['Lopez','Walker','Zhang'])[1 + g / 3 % 3] || ' ' || g,
        '+1480' || lpad(g::text, 7, '0'), 'web_form',
        (array['new','contacted','qualified','retained','lost'])[1 + g % 5], now() - g * interval '7 minutes'
      from generate_series(1, ${size.leads}) g;
    insert into audit_logs (tenant_id, sequence, occurred_at_micros, action, subject_type, subject_id, actor_type, actor_id,
        detail_hash, previous_hash, hash)
      select '${tenantId}', 100 + g, 1790000000000000 + g, (array['contacts.update','cases.update','call_logs.insert'])[1 + g % 3],
        (array['contacts','cases','call_logs'])[1 + g % 3], gen_random_uuid()::text, 'user', 'user_' || g % 40, '', '', ''
      from generate_series(1, ${size.auditEntries}) g;
    insert into audit_details (tenant_id, sequence, salt, detail)
      select tenant_id, sequence, gen_random_uuid(), '{}' from audit_logs where tenant_id = '${tenantId}' and sequence > 100;
    commit`;
}
