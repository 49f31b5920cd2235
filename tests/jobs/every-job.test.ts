import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { RUNNERS } from "@/lib/jobs/registry";
import type { Runner } from "@/lib/jobs/runner";
import { CALLING_TIME } from "@/tests/support/calling-firm";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { json, openVendorStub, type VendorStub } from "@/tests/support/vendor-stub";
import { OF_A_RECORD, OF_THE_FIRM, type ReadyJob, runAs } from "./job-calls";

const PROVIDERS = ["VAPI", "TWILIO", "GHL", "ALOWARE", "EVOLUTION", "META_GRAPH"];
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

let vendor: VendorStub;
let database: TestDatabase;
let hostile: SendingFirm;
beforeAll(async () => {
  vendor = await openVendorStub();
  for (const name of PROVIDERS) vi.stubEnv(`${name}_BASE_URL`, vendor.url);
  vi.stubEnv("CLERK_API_URL", vendor.url);
  vi.stubEnv("DOCKETLINE_MODE", "embedded");
  vi.stubEnv("OUTGOING_WEBHOOKS_ALLOW_LOOPBACK", "true");
  vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
  database = await createTestDatabase("pglite");
  hostile = await createSendingFirm({ orgId: "org_hostile_jobs" });
});
beforeEach(() => {
  vendor.received.length = 0;
  vendor.answer(json(500, {}));
});
afterAll(async () => {
  vi.useRealTimers();
  await database.drop();
  await vendor.close();
});

let firmCount = 0;

/** A firm of its own for one job, with something for it to do. */
async function attacked(ready: ReadyJob) {
  firmCount += 1;
  const firm = await createSendingFirm({ orgId: `org_attacked_${firmCount}` });
  const payload = await ready({ firm, receiverUrl: `${vendor.url}/hook` });
  vendor.received.length = 0;
  return { firm, payload };
}

/** All that a firm has and all that waits for it in the queue, as one value. */
async function snapshot({ principal }: SendingFirm): Promise<Record<string, unknown>> {
  const { rows: tables } = (await database.asOwner(
    `select distinct c.table_name as name from information_schema.columns c join information_schema.tables t
       on t.table_name = c.table_name and t.table_schema = c.table_schema and t.table_type = 'BASE TABLE'
     where c.table_schema = 'public' and c.column_name = 'tenant_id' order by 1`,
  )) as { rows: { name: string }[] };
  const sums: Record<string, unknown> = {};
  for (const { name } of tables) {
    const { rows } = await database.asOwner(
      `select md5(coalesce(string_agg(r::text, '|' order by r::text), '')) as sum from ${name} r where tenant_id = $1`,
      [principal.tenantId],
    );
    sums[name] = (rows as { sum: string }[])[0]?.sum;
  }
  const { rows: jobs } = await database.asOwner(
    "select id::text, name, state::text from pgboss.job where data->>'tenantId' = $1 order by 1",
    [principal.tenantId],
  );
  return { ...sums, jobs };
}

function runnerOf(name: string): Runner {
  const found = RUNNERS.find((each) => each.name === name);
  if (!found) throw new Error(`no job is called ${name}`);
  return found;
}

const unknownOf = (payload: object): unknown =>
  JSON.parse(JSON.stringify(payload).replaceAll(UUID, () => randomUUID()));

test("TEN-09 every job is tried here", () => {
  const tried = [...Object.keys(OF_A_RECORD), ...Object.keys(OF_THE_FIRM)];
  expect(tried.toSorted()).toEqual(RUNNERS.map(({ name }) => name).toSorted());
});

describe("in another firm's name", () => {
  test.each(Object.entries(OF_A_RECORD))(
    "TEN-05 TEN-09 %s does with a foreign record what it does with an unknown one: nothing to it, and nobody is called",
    async (name, ready) => {
      const { firm, payload } = await attacked(ready);
      const before = await snapshot(firm);
      const foreign = await runAs(hostile, runnerOf(name).run, payload);
      expect(await snapshot(firm)).toEqual(before);
      const nobody = await runAs(hostile, runnerOf(name).run, unknownOf(payload));
      expect(foreign).toEqual(nobody);
      expect(vendor.received).toEqual([]);
      await expectWork(name, firm, payload);
    },
  );

  test.each(Object.entries(OF_THE_FIRM))("TEN-05 %s works for the firm of its envelope alone", async (name, ready) => {
    const { firm, payload } = await attacked(ready);
    const before = await snapshot(firm);
    vendor.answer(json(200, {}));
    expect(await runAs(hostile, runnerOf(name).run, payload)).toEqual({ status: "completed" });
    expect(await snapshot(firm)).toEqual(before);
    const asked = JSON.stringify(vendor.received);
    for (const own of [firm.account, firm.authToken, `org_attacked_${firmCount}`]) expect(asked).not.toContain(own);
    await expectWork(name, firm, payload);
  });
});

/** The firm's own envelope reaches what was made ready: otherwise nothing was tried. */
async function expectWork(name: string, firm: SendingFirm, payload: unknown): Promise<void> {
  const before = await snapshot(firm);
  vendor.received.length = 0;
  await runAs(firm, runnerOf(name).run, payload);
  const hasChanged = JSON.stringify(await snapshot(firm)) !== JSON.stringify(before);
  expect(hasChanged || vendor.received.length > 0, `${name} had nothing to do`).toBe(true);
}
