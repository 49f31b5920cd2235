import { afterAll, beforeAll, expect, test } from "vitest";
import { inTenant } from "@/db/tenant";
import { encodeCursor } from "@/lib/core/cursor";
import type { Principal } from "@/lib/core/principal";
import { listWebhookLog } from "@/lib/domain/webhook-events/list-webhook-log";
import type { WebhookLogFilter } from "@/lib/domain/webhook-events/webhook-log.schema";
import { openWatchedDatabase, type PlanNode, type WatchedDatabase } from "@/tests/performance/watched-database";
import { createTestDatabase, postgresAnswers, type TestDatabase, testPrincipal } from "@/tests/support/test-database";

// Plans are PostgreSQL's own; where none answers there is nothing to look at (`npm test` says so).
const hasPostgres = await postgresAnswers();

const PAGE = 50;
const ROWS = 10_000;
const LARGE = new Set(["webhook_events", "webhook_refusals"]);
const ENDPOINT = "00000000-0000-4000-8000-00000000e001";
const CALL = "00000000-0000-4000-8000-00000000ca11";

let database: TestDatabase;
let watched: WatchedDatabase;
const busy: Principal = testPrincipal("org_busy_log");

beforeAll(async () => {
  if (!hasPostgres) return;
  database = await createTestDatabase("pg");
  // As the owner, triggers off: many firms with a few rows, one with many, 1.5 kB of content each, which does not compress.
  await database.asOwner(`begin;
    set local session_replication_role = replica;
    alter table webhook_events alter payload_ciphertext set storage external;
    create temporary table log_firms on commit drop as select '${busy.tenantId}'::uuid as tenant_id, ${ROWS} as rows
      union all select gen_random_uuid(), 200 from generate_series(1, 40);
    insert into webhook_events (tenant_id, provider, endpoint_id, identity, event_type, call_id, payload_ciphertext, verification,
        verified_with, origin, request_id, size_bytes, state, attempts, received_at)
      select tenant_id, (array['vapi','twilio','ghl','evolution'])[1 + g % 4], '${ENDPOINT}', g::text,
        (array['status-update','transcript','message.received','ContactUpdate'])[1 + g % 4],
        case when g % 1000 = 7 then '${CALL}'::uuid end,
        decode(repeat('ab', 1500), 'hex'), 'standard-webhooks', 'current', case when g % 500 = 3 then 'recovered' else 'delivery' end,
        'request-' || g, 2048, case when g % 200 = 1 then 'dead' when g % 200 = 2 then 'failed' else 'processed' end, 1,
        now() - g * interval '3 seconds'
      from log_firms, generate_series(1, rows) g;
    insert into webhook_refusals (tenant_id, endpoint_id, provider, reason, request_id, refused_at)
      select tenant_id, '${ENDPOINT}', 'vapi', 'bad_signature', 'refused-' || g, now() - g * interval '30 seconds'
      from log_firms, generate_series(1, rows / 10) g;
    commit`);
  await database.asOwner("analyze");
  watched = openWatchedDatabase(database.appUrl ?? "", database.database);
});
afterAll(async () => {
  if (!hasPostgres) return;
  await watched.close();
  await database.drop();
});

const HOUR = 3_600_000;
const threeHoursAgo = new Date(Date.now() - 3 * HOUR);
const place = `${threeHoursAgo.toISOString().slice(0, -1)}000Z`;

const PAGES: Record<string, WebhookLogFilter & { cursor?: string }> = {
  "first page": {},
  "next page": { cursor: encodeCursor({ value: place, id: ENDPOINT }) },
  "refused ones": { verdict: "refused" },
  "of a state": { state: "dead" },
  "of an endpoint": { endpointId: ENDPOINT },
  "of two hours": { from: threeHoursAgo, to: new Date(Date.now() - HOUR) },
  "of a call": { callId: CALL },
};

test.runIf(hasPostgres).each(Object.entries(PAGES))(
  "a page of the log reads a page's rows of either table, however many there are: %s",
  async (_, filter) => {
    const sent = await watched.watch(() => inTenant(busy, (tx) => listWebhookLog(tx, { ...filter, limit: PAGE })));
    expect(sent.length, "statements").toBeLessThanOrEqual(2);
    const nodes = (await Promise.all(sent.map((statement) => watched.explain(busy, statement)))).flat();
    const large = nodes.filter((node) => LARGE.has(node["Relation Name"] ?? "") && node["Actual Loops"] > 0);
    expect(large.length).toBeGreaterThan(0);
    const told = large.map((node) => `${node["Node Type"]} on ${node["Relation Name"]}: ${rowsRead(node)} rows`);
    // A bitmap's heap scan is led by its index scan, which names no table.
    const stray = large.filter(
      (node) => node["Node Type"] === "Seq Scan" || !/tenant_id|^$/.test(node["Index Cond"] ?? ""),
    );
    expect(stray, told.join("; ")).toEqual([]);
    expect(Math.max(...large.map(rowsRead)), told.join("; ")).toBeLessThanOrEqual(10 * PAGE);
  },
);

function rowsRead(node: PlanNode): number {
  return (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
}
