import { afterAll, beforeAll, expect, test } from "vitest";
import { inTenant, type TenantTx } from "@/db/tenant";
import { encodeCursor } from "@/lib/core/cursor";
import type { Principal } from "@/lib/core/principal";
import { listAuditEntries } from "@/lib/domain/audit/list-audit-entries";
import { listCalls } from "@/lib/domain/calls/list-calls";
import { listCases } from "@/lib/domain/cases/list-cases";
import { listContacts } from "@/lib/domain/contacts/list-contacts";
import { getUserDashboardStats } from "@/lib/domain/home/get-user-dashboard-stats";
import { listIncompleteCases, listWaitingLeads } from "@/lib/domain/home/list-waiting";
import { searchRecords } from "@/lib/domain/home/search-records";
import { listLeads } from "@/lib/domain/leads/list-leads";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "../support/test-database";
import { fillBusyFirm, fillSmallFirms } from "./busy-tables";
import { openWatchedDatabase, type PlanNode, type WatchedDatabase } from "./watched-database";

// Plans are PostgreSQL's own; where none answers there is nothing to look at (`npm test` says so).
const hasPostgres = await postgresAnswers();

const PAGE = 50;
const SIZE = { contacts: 5_000, calls: 4_000, cases: 2_000, leads: 2_000, auditEntries: 4_000 };
const LARGE = new Set([
  "contacts",
  "contact_phones",
  "cases",
  "case_details",
  "call_logs",
  "leads",
  "audit_logs",
  "audit_details",
]);
const SOME_ID = "00000000-0000-4000-8000-000000000000";
const yesterday = () => encodeCursor({ value: new Date(Date.now() - 86_400_000).toISOString(), id: SOME_ID });

let database: TestDatabase;
let watched: WatchedDatabase;
let busy: Principal;

beforeAll(async () => {
  if (!hasPostgres) return;
  database = await createTestDatabase("pg");
  await fillSmallFirms(database.asOwner, 40, 250);
  busy = await fillBusyFirm(database.asOwner, "org_busy", SIZE);
  watched = openWatchedDatabase(database.appUrl ?? "", database.database);
});
afterAll(async () => {
  if (!hasPostgres) return;
  await watched.close();
  await database.drop();
});

type Opening = { work: (tx: TenantTx) => Promise<unknown>; statements: number };

const one = (work: Opening["work"]): Opening => ({ work, statements: 1 });

const PAGES: Record<string, Opening> = {
  "contacts, first page": one((tx) => listContacts(tx, { limit: PAGE })),
  "contacts, next page": one((tx) =>
    listContacts(tx, { limit: PAGE, cursor: encodeCursor({ value: "Novak 5", id: SOME_ID }) }),
  ),
  "cases, first page": one((tx) => listCases(tx, { limit: PAGE })),
  "cases, next page": one((tx) => listCases(tx, { limit: PAGE, cursor: yesterday() })),
  "cases of a stage": one((tx) => listCases(tx, { limit: PAGE, stage: "demand" })),
  "calls, first page": one((tx) => listCalls(tx, { limit: PAGE })),
  "calls, next page": one((tx) => listCalls(tx, { limit: PAGE, cursor: yesterday() })),
  "calls of a state": one((tx) => listCalls(tx, { limit: PAGE, state: "ringing" })),
  "leads, first page": one((tx) => listLeads(tx, { limit: PAGE })),
  "leads, next page": one((tx) => listLeads(tx, { limit: PAGE, cursor: yesterday() })),
  "leads of a status": one((tx) => listLeads(tx, { limit: PAGE, status: "qualified" })),
  "audit log, first page": one((tx) => listAuditEntries(tx, { limit: PAGE })),
  "audit log, next page": one((tx) => listAuditEntries(tx, { limit: PAGE, before: 900 })),
  "audit log of a person": one((tx) => listAuditEntries(tx, { limit: PAGE, actorId: "user_7" })),
  "waiting leads": one((tx) => listWaitingLeads(tx)),
};

const SEARCHES: Record<string, Opening> = {
  "contacts by the beginning of a name": one((tx) => listContacts(tx, { limit: PAGE, query: "lop" })),
  "contacts by a name that is not there": one((tx) => listContacts(tx, { limit: PAGE, query: "zzz" })),
  "contacts by a number": one((tx) => listContacts(tx, { limit: PAGE, query: "(602) 000-0123" })),
  "cases by the client": one((tx) => listCases(tx, { limit: PAGE, query: "wal" })),
  "calls by the client": one((tx) => listCalls(tx, { limit: PAGE, query: "wal" })),
  "calls by a name that is not there": one((tx) => listCalls(tx, { limit: PAGE, query: "zzz" })),
  "leads by a name": one((tx) => listLeads(tx, { limit: PAGE, query: "zhang" })),
  "everything by a name": { work: (tx) => searchRecords(tx, "ort"), statements: 3 },
  "figures of home": one((tx) => getUserDashboardStats(tx, { now: new Date() })),
  "cases that lack something": one((tx) => listIncompleteCases(tx)),
};

async function plansOf({ work, statements }: Opening, options = { avoidsSeqScan: false }): Promise<PlanNode[]> {
  const sent = await watched.watch(() => inTenant(busy, work));
  expect(sent.length, "statements").toBeLessThanOrEqual(statements);
  const plans = await Promise.all(sent.map((statement) => watched.explain(busy, statement, options)));
  return plans.flat().filter((node) => LARGE.has(node["Relation Name"] ?? "") && node["Actual Loops"] > 0);
}

/** Scans that are not led by the firm. A bitmap's heap scan is led by its index scan, which names no table. */
function strayScans(nodes: PlanNode[]): string[] {
  return nodes
    .filter((node) => node["Node Type"] === "Seq Scan" || (node["Index Cond"] && !/tenant_id/.test(node["Index Cond"])))
    .map((node) => `${node["Node Type"]} on ${node["Relation Name"]}`);
}

function rowsRead(node: PlanNode): number {
  return (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
}

test.runIf(hasPostgres).each(Object.entries(PAGES))(
  "a page is one statement that reads a page's rows, however many there are: %s",
  async (_, opening) => {
    const nodes = await plansOf(opening);
    expect(nodes.length).toBeGreaterThan(0);
    expect(strayScans(nodes)).toEqual([]);
    const greedy = nodes.filter((node) => rowsRead(node) > 10 * PAGE);
    expect(greedy.map((node) => `${node["Relation Name"]}: ${rowsRead(node)} rows`)).toEqual([]);
  },
);

test.runIf(hasPostgres).each(Object.entries(SEARCHES))(
  "a search or a count can be answered from the firm's own part of an index: %s",
  async (_, opening) => {
    const nodes = await plansOf(opening, { avoidsSeqScan: true });
    expect(nodes.length).toBeGreaterThan(0);
    expect(strayScans(nodes)).toEqual([]);
  },
);

test.runIf(hasPostgres)("pages that follow each other bring every row once, in order", async () => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listCases>> = await inTenant(busy, (tx) =>
      listCases(tx, { limit: 500, cursor }),
    );
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toHaveLength(SIZE.cases);
  expect(new Set(seen).size).toBe(SIZE.cases);
});
