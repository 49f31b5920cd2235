import { randomUUID } from "node:crypto";
import { asc } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { webhookRefusals } from "@/db/schema/webhook-refusals";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { type RefusalReport, recordRefusals } from "@/lib/domain/webhook-endpoints/record-refusals";
import { createTestDatabase, databaseKinds, type TestDatabase, testPrincipal } from "@/tests/support/test-database";

const AT = new Date("2026-11-20T10:00:00.000Z");

describe.each(await databaseKinds())("refusals on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  async function openFirm() {
    const principal = testPrincipal(`org_refusals_${randomUUID().slice(0, 8)}`);
    const { endpointId } = await inTenant(principal, (tx) =>
      createEndpoint(tx, { provider: "vapi", mode: "standard-webhooks" }),
    );
    return { principal, endpointId };
  }

  function report(endpointId: string | null, over: Partial<RefusalReport> = {}): RefusalReport {
    return {
      endpointId,
      provider: "vapi",
      reason: "bad_signature",
      facts: { bodyBytes: 42 },
      requestId: randomUUID(),
      count: 1,
      refusedAt: AT,
      isAudited: true,
      ...over,
    };
  }

  function rowsOf(principal: Principal) {
    return inTenant(principal, (tx) => tx.select().from(webhookRefusals).orderBy(asc(webhookRefusals.refusedAt)));
  }

  test("a refusal is kept with its reason and facts, counted on its endpoint and audited", async () => {
    const { principal, endpointId } = await openFirm();
    const refusal = report(endpointId);
    await inTenant(principal, (tx) => recordRefusals(tx, refusal));
    expect(await rowsOf(principal)).toMatchObject([
      { endpointId, provider: "vapi", reason: "bad_signature", facts: { bodyBytes: 42 }, count: 1, refusedAt: AT },
    ]);
    const [endpoint] = await inTenant(principal, (tx) => tx.select().from(webhookEndpoints));
    expect(endpoint).toMatchObject({ refusedCount: 1, lastRefusal: "bad_signature", lastRefusedAt: AT });
    const audited = await inTenant(principal, (tx) => tx.select({ action: auditLogs.action }).from(auditLogs));
    expect(audited.filter(({ action }) => action === "webhook.refuse")).toHaveLength(1);
  });

  test("WH-12 a flood fills one row a minute for each reason and loses no count", async () => {
    const { principal, endpointId } = await openFirm();
    for (let second = 0; second < 90; second += 3) {
      const refusedAt = new Date(AT.getTime() + second * 1_000);
      const flood = { refusedAt, count: 7, isAudited: false };
      await inTenant(principal, (tx) => recordRefusals(tx, report(endpointId, flood)));
      await inTenant(principal, (tx) => recordRefusals(tx, report(endpointId, { ...flood, reason: "stale" })));
    }
    const rows = await rowsOf(principal);
    expect(rows.map(({ reason, count }) => [reason, count])).toHaveLength(4);
    const total = (reason: string) =>
      rows.filter((row) => row.reason === reason).reduce((sum, { count }) => sum + count, 0);
    expect([total("bad_signature"), total("stale")]).toEqual([210, 210]);
  });

  test("simultaneous reports of a flood lose no count", async () => {
    const { principal, endpointId } = await openFirm();
    const flood = report(endpointId, { count: 5, isAudited: false });
    await Promise.all(Array.from({ length: 12 }, () => inTenant(principal, (tx) => recordRefusals(tx, flood))));
    expect((await rowsOf(principal)).map(({ count }) => count)).toEqual([60]);
  });

  test("a refusal at the platform's own door is kept without an endpoint", async () => {
    const { principal } = await openFirm();
    await inTenant(principal, (tx) => recordRefusals(tx, report(null, { reason: "foreign_call_token" })));
    expect(await rowsOf(principal)).toMatchObject([{ endpointId: null, reason: "foreign_call_token" }]);
  });

  test("WH-03 a firm cannot count a refusal on another firm's endpoint", async () => {
    const { principal, endpointId } = await openFirm();
    const stranger = testPrincipal(`org_stranger_${randomUUID().slice(0, 8)}`);
    const foreign = inTenant(stranger, (tx) => recordRefusals(tx, report(endpointId)));
    await expect(foreign).rejects.toMatchObject({ cause: { code: "23503" } });
    const [endpoint] = await inTenant(principal, (tx) => tx.select().from(webhookEndpoints));
    expect(endpoint?.refusedCount).toBe(0);
    expect(await rowsOf(principal)).toEqual([]);
  });
});
