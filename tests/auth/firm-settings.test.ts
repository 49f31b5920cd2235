import "./clerk-environment";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTenant, rowsOf, type TenantTx } from "@/db/tenant";
import { ensureFirm } from "@/lib/domain/firms/ensure-firm";
import { findFirmSettings } from "@/lib/domain/firms/find-firm-settings";
import { updateFirmInput } from "@/lib/domain/firms/firm.schema";
import { updateFirm } from "@/lib/domain/firms/update-firm";
import { renameOrganization } from "@/lib/integrations/clerk/rename-organization";
import { getQueue, stopQueue } from "@/lib/jobs/queue";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { newPerson } from "./session-token";

/** What Clerk's stand-in was asked, and what it answers. */
const clerk = { asked: [] as unknown[], status: 200 };
const clerkServer = createServer((request, response) => {
  request.on("data", (body: Buffer) => clerk.asked.push([request.method, request.url, JSON.parse(body.toString())]));
  request.on("end", () => response.writeHead(clerk.status).end("{}"));
}).listen(0, "127.0.0.1");

let database: TestDatabase;
beforeAll(async () => {
  if (!clerkServer.listening) await once(clerkServer, "listening");
  process.env["CLERK_API_URL"] = `http://127.0.0.1:${(clerkServer.address() as AddressInfo).port}`;
  database = await createTestDatabase("pglite");
  await getQueue();
});
afterAll(async () => {
  clerkServer.closeAllConnections();
  clerkServer.close();
  await stopQueue();
  await database.drop();
});

const OFFICE_DAY = { opens: "08:00", closes: "18:00" };

const SETTINGS = {
  name: "Calder & Reyes",
  timeZone: "America/Phoenix",
  state: "AZ",
  locale: "es" as const,
  callbackNumber: "(602) 555-0110",
  transferNumber: null,
  hours: { 1: OFFICE_DAY, 6: { opens: "09:00", closes: "24:00" } },
  holidays: ["2026-12-24", "2026-11-27", "2026-12-24"],
  isRecordingEnabled: true,
};

type Firm = { tenantId: string; run: <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T> };

async function newFirm(): Promise<Firm> {
  const principal = testPrincipal(newPerson().organizationId);
  const firm: Firm = { tenantId: principal.tenantId, run: (work) => inTenant(principal, work) };
  await firm.run((tx) => ensureFirm(tx, { organizationId: "org_of_this_test", slug: "calder-reyes" }));
  return firm;
}

const parsed = (changes: Record<string, unknown> = {}) => updateFirmInput.parse({ ...SETTINGS, ...changes });

async function renamesWaiting({ tenantId }: Firm): Promise<number> {
  const { rows } = await database.asOwner(
    "select count(*)::int as count from pgboss.job where name = 'firm.rename-organization' and data ->> 'tenantId' = $1",
    [tenantId],
  );
  return (rows[0] as { count: number }).count;
}

test("settings are kept as they are shown, numbers in E.164 and days in order", async () => {
  const firm = await newFirm();
  expect(await firm.run((tx) => updateFirm(tx, parsed()))).toEqual({ kind: "saved" });
  expect(await firm.run((tx) => findFirmSettings(tx))).toEqual({
    ...SETTINGS,
    callbackNumber: "+16025550110",
    holidays: ["2026-11-27", "2026-12-24"],
  });
});

test("another firm's settings stay as they were", async () => {
  const firm = await newFirm();
  const other = await newFirm();
  await firm.run((tx) => updateFirm(tx, parsed()));
  expect(await other.run((tx) => findFirmSettings(tx))).toMatchObject({
    name: "Calder Reyes",
    isRecordingEnabled: false,
  });
});

test.each([
  [{ callbackNumber: "call me" }, { field: "callbackNumber", problem: "phone" }],
  [{ transferNumber: "12" }, { field: "transferNumber", problem: "phone" }],
  [{ state: "ZZ" }, { field: "state", problem: "state" }],
])("%j is refused by field and nothing is saved", async (changes, refusal) => {
  const firm = await newFirm();
  expect(await firm.run((tx) => updateFirm(tx, parsed(changes)))).toEqual({ kind: "refused", ...refusal });
  expect(await firm.run((tx) => findFirmSettings(tx))).toMatchObject({ name: "Calder Reyes", callbackNumber: null });
});

test.each([
  ["name", "", "required"],
  ["name", "x".repeat(121), "tooLong"],
  ["name", "a\u0000b", "unsafeCharacters"],
  ["timeZone", "Mars/Olympus", "timeZone"],
  ["hours", { 1: { opens: "18:00", closes: "08:00" } }, "closesBeforeOpens"],
  ["hours", { 8: OFFICE_DAY }, "closesBeforeOpens"],
  ["hours", "always", "closesBeforeOpens"],
  ["holidays", ["2026-02-30"], "date"],
  ["holidays", Array.from({ length: 61 }, () => "2026-12-24"), "tooMany"],
])("INP-01 %s of %j is refused as %s", (field, value, reason) => {
  const result = updateFirmInput.safeParse({ ...SETTINGS, [field]: value });
  expect(result.error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([[field, reason]]);
});

test("INP-02 a tenant, an id or a suspension in the input is refused", () => {
  for (const smuggled of [{ tenantId: randomUUID() }, { suspendedAt: null }, { clerkOrganizationId: "org_other" }]) {
    expect(updateFirmInput.safeParse({ ...SETTINGS, ...smuggled }).success).toBe(false);
  }
});

test("a new name is carried on to Clerk by a job that commits with it, and an old one is not", async () => {
  const firm = await newFirm();
  await firm.run((tx) => updateFirm(tx, parsed()));
  expect(await renamesWaiting(firm)).toBe(1);
  await firm.run((tx) => updateFirm(tx, parsed({ locale: "en" })));
  expect(await renamesWaiting(firm)).toBe(1);
  const undone = await newFirm();
  await undone
    .run(async (tx) => {
      await updateFirm(tx, parsed());
      throw new Error("something else failed");
    })
    .catch(() => undefined);
  expect(await renamesWaiting(undone)).toBe(0);
});

test("the audit log keeps what was changed, old and new", async () => {
  const firm = await newFirm();
  await firm.run((tx) => updateFirm(tx, parsed()));
  const [entry] = await firm.run((tx) =>
    rowsOf<{ detail: string }>(
      tx,
      sql`select detail from audit_logs join audit_details using (tenant_id, sequence)
        where action = 'firms.update' order by sequence desc limit 1`,
    ),
  );
  expect(JSON.parse(entry?.detail ?? "{}")).toMatchObject({
    before: { name: "Calder Reyes", is_recording_enabled: false },
    after: { name: "Calder & Reyes", is_recording_enabled: true },
  });
});

test.each([
  [200, undefined],
  [404, "precondition_failed"],
  [422, "precondition_failed"],
  [429, "rate_limited"],
  [500, "upstream_failed"],
])("Clerk's answer %i to a new name becomes %s", async (status, code) => {
  Object.assign(clerk, { asked: [], status });
  const { signal } = new AbortController();
  const outcome = await renameOrganization({ organizationId: "org_x", name: "Calder", signal }).then(
    () => undefined,
    (error: { code: string }) => error.code,
  );
  expect(outcome).toBe(code);
  expect(clerk.asked).toEqual([["PATCH", "/v1/organizations/org_x", { name: "Calder" }]]);
});
