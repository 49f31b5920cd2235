import { Pool } from "pg";
import type { RawQuery } from "@/db/open-database";
import { inTenant, type TenantTx } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { listAuditEntries } from "@/lib/domain/audit/list-audit-entries";
import { listCalls } from "@/lib/domain/calls/list-calls";
import { listCases } from "@/lib/domain/cases/list-cases";
import { listContacts } from "@/lib/domain/contacts/list-contacts";
import { listLeads } from "@/lib/domain/leads/list-leads";
import { type TestDatabase, testPrincipal } from "../support/test-database";
import { fillBusyFirm } from "./busy-tables";
import { interleave, millisecondsOf, ratioOf } from "./interleave";
import { openWatchedDatabase } from "./watched-database";

const FIRM_ROWS = 5_000;
const PAGE = 50;
const TINY = { contacts: 100, calls: 100, cases: 100, leads: 100, auditEntries: 100 };

const LISTS: Record<string, (tx: TenantTx) => Promise<unknown>> = {
  contacts: (tx) => listContacts(tx, { limit: PAGE }),
  cases: (tx) => listCases(tx, { limit: PAGE }),
  calls: (tx) => listCalls(tx, { limit: PAGE }),
  leads: (tx) => listLeads(tx, { limit: PAGE }),
  audit: (tx) => listAuditEntries(tx, { limit: PAGE }),
};

export type Effort = { rounds: number; repetitions: number };

/** Firms of 5,000 contacts each until the table has `rows`; answers one of them. */
export async function fillManyFirms(asOwner: RawQuery, rows: number): Promise<Principal> {
  const firm = testPrincipal("org_one_of_many");
  await asOwner(`begin;
    set local session_replication_role = replica;
    create temporary table many_firms on commit drop as select '${firm.tenantId}'::uuid as tenant_id
      union all select gen_random_uuid() from generate_series(2, ${Math.max(1, Math.round(rows / FIRM_ROWS))});
    insert into contacts (tenant_id, first_name, last_name) select tenant_id, 'Ana', 'Lopez ' || lpad(g::text, 5, '0')
      from generate_series(1, ${FIRM_ROWS}) g, many_firms;
    insert into contact_phones (tenant_id, contact_id, e164, is_primary)
      select tenant_id, id, '+16025550100', true from contacts where tenant_id = '${firm.tenantId}';
    commit`);
  return firm;
}

/** P6: a page of contacts in a tenant transaction ÷ the same statement on a connection above every policy. */
export async function measureRowSecurity(database: TestDatabase, firm: Principal, effort: Effort) {
  const watched = openWatchedDatabase(database.appUrl ?? "", database.database);
  const page = () => inTenant(firm, (tx) => listContacts(tx, { limit: PAGE }));
  const [statement] = await watched.watch(page);
  await watched.close();
  if (!statement) throw new Error("the list sent no statement");
  const owner = new Pool({ connectionString: database.ownerUrl, max: 1 });
  try {
    const plain = () => owner.query(statement.text, statement.values);
    const bare = () => inTenant(firm, () => Promise.resolve());
    const timings = await interleave({ page, plain, bare }, effort);
    return {
      ratio: ratioOf(timings, "page", "plain"),
      milliseconds: {
        tenantTransaction: millisecondsOf(timings, "page", 0.5),
        plainQuery: millisecondsOf(timings, "plain", 0.5),
        emptyTransaction: millisecondsOf(timings, "bare", 0.5),
      },
    };
  } finally {
    await owner.end();
  }
}

/** P8: opening each list of the busy firm ÷ the same list of a firm with 100 rows of everything. */
export async function measureLists(asOwner: RawQuery, contacts: number, effort: Effort) {
  const [calls, tenth] = [contacts / 2, contacts / 10];
  const busy = await fillBusyFirm(asOwner, "org_busy", {
    contacts,
    calls,
    cases: tenth,
    leads: tenth,
    auditEntries: calls,
  });
  const tiny = await fillBusyFirm(asOwner, "org_tiny", TINY);
  const works = Object.entries(LISTS).flatMap(([name, list]) => [
    [`${name}-busy`, () => inTenant(busy, list)] as const,
    [`${name}-tiny`, () => inTenant(tiny, list)] as const,
  ]);
  const timings = await interleave(Object.fromEntries(works), effort);
  const names = Object.keys(LISTS);
  return {
    ratios: Object.fromEntries(names.map((name) => [name, ratioOf(timings, `${name}-busy`, `${name}-tiny`)])),
    milliseconds: Object.fromEntries(names.map((name) => [name, millisecondsOf(timings, `${name}-busy`, 0.5)])),
  };
}
