import "server-only";
import { randomUUID } from "node:crypto";
import { tenantIdOf } from "@/lib/core/tenant-id";
import type { RawQuery } from "../open-database";
import { creditAccounts } from "../schema/credit-accounts";
import { creditEntries } from "../schema/credit-entries";
import { firms } from "../schema/firms";
import { inTenant } from "../tenant";
import { DEMO_HOURS } from "./seed-demo";

export type BusyFirm = { organizationId: string; contacts: number; calls: number };

/**
 * A firm with many rows, for trying lists at their real size. Written set-wise by the owner with triggers off: its audit
 * chain holds only what happens afterwards.
 */
export async function seedBusyFirm(asOwner: RawQuery, firm: BusyFirm): Promise<void> {
  const tenantId = tenantIdOf(firm.organizationId);
  await inTenant({ tenantId, actor: { type: "system", name: "busy-seed" }, requestId: randomUUID() }, async (tx) => {
    const made = await tx
      .insert(firms)
      .values({ clerkOrganizationId: firm.organizationId, name: "Busy Firm", slug: "busy-firm", hours: DEMO_HOURS })
      .onConflictDoNothing()
      .returning({ tenantId: firms.tenantId });
    if (made.length === 0) return;
    const balance = 1_000_000;
    await tx.insert(creditAccounts).values({ balance });
    const grant = { kind: "grant", balanceDelta: balance, heldDelta: 0, balanceAfter: balance, heldAfter: 0 } as const;
    await tx.insert(creditEntries).values({ sequence: 1, ...grant, reason: "starter" });
  });
  await asOwner(`begin;
    set local session_replication_role = replica;
    insert into contacts (tenant_id, id, first_name, last_name, preferred_language, created_at)
      select '${tenantId}', gen_random_uuid(), (array['Ana','James','Mei','Luis','Grace','Omar','Ines','Paul'])[1 + g % 8],
        (array['Lopez','Walker','Zhang','Ortega','Olsen','Haddad','Ruiz','Novak'])[1 + (g / 8) % 8] || ' ' || g,
        case when g % 3 = 0 then 'es' else 'en' end, now() - g * interval '1 minute'
      from generate_series(1, ${firm.contacts}) g;
    insert into contact_phones (tenant_id, contact_id, e164, is_primary)
      select tenant_id, id, '+1602' || lpad((row_number() over ())::text, 7, '0'), true from contacts where tenant_id = '${tenantId}';
    insert into call_logs (tenant_id, direction, purpose, language, contact_id, client_number, state, state_rank, dial_state, is_simulated, outcome, created_at)
      select tenant_id, 'outbound', 'case_information', preferred_language, id, '+16025550100', 'ended', 50, 'placed', true, 'answered_completed', created_at
      from contacts where tenant_id = '${tenantId}' order by created_at desc limit ${firm.calls};
    commit`);
  await asOwner("analyze contacts, contact_phones, call_logs");
}
