import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { webhookEvents } from "@/db/schema/webhook-events";
import { webhookRefusals } from "@/db/schema/webhook-refusals";
import { inTenant, type TenantTx } from "@/db/tenant";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { findDeliveryOutcome } from "@/lib/domain/webhook-endpoints/find-delivery-outcome";
import { listEndpointTraffic } from "@/lib/domain/webhook-endpoints/list-endpoint-traffic";
import { createTestDatabase, databaseKinds, type TestDatabase, testPrincipal } from "@/tests/support/test-database";

const NOW = new Date("2026-11-20T10:00:00.000Z");
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

describe.each(await databaseKinds())("traffic of endpoints on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  async function openFirm() {
    const principal = testPrincipal(`org_traffic_${randomUUID().slice(0, 8)}`);
    const run = <T>(work: (tx: TenantTx) => Promise<T>) => inTenant(principal, work);
    const { endpointId } = await run((tx) => createEndpoint(tx, { provider: "make", mode: "standard-webhooks" }));
    const keep = (over: Partial<typeof webhookEvents.$inferInsert>) =>
      run((tx) =>
        tx.insert(webhookEvents).values({
          provider: "make",
          endpointId,
          identity: randomUUID(),
          eventType: "lead.created",
          verification: "standard-webhooks",
          verifiedWith: "current",
          ...over,
        }),
      );
    const refuse = (over: Partial<typeof webhookRefusals.$inferInsert>) =>
      run((tx) =>
        tx.insert(webhookRefusals).values({
          endpointId,
          provider: "make",
          reason: "stale",
          requestId: randomUUID(),
          refusedAt: NOW,
          ...over,
        }),
      );
    return { run, endpointId, keep, refuse, traffic: () => run((tx) => listEndpointTraffic(tx, NOW)) };
  }

  test("it counts a day and a week by what became of the deliveries, without the firm's own tests", async () => {
    const firm = await openFirm();
    for (const state of ["received", "processing", "processed", "quarantined", "ignored", "failed", "dead"] as const) {
      await firm.keep({ state, receivedAt: hoursAgo(2) });
      await firm.keep({ state, receivedAt: hoursAgo(50) });
      await firm.keep({ state, receivedAt: hoursAgo(200) });
    }
    await firm.keep({ state: "ignored", origin: "test", receivedAt: hoursAgo(1), eventType: "docketline.test" });
    await firm.refuse({ refusedAt: hoursAgo(3), count: 5, reason: "bad_signature" });
    await firm.refuse({ refusedAt: hoursAgo(30), count: 2, facts: { skewSeconds: -900 } });
    const traffic = (await firm.traffic()).get(firm.endpointId);
    expect(traffic).toEqual({
      day: { accepted: 4, ignored: 1, failed: 2, refused: 5 },
      week: { accepted: 8, ignored: 2, failed: 4, refused: 7 },
      lastEvent: { eventType: "docketline.test", state: "ignored", isTest: true, receivedAt: hoursAgo(1) },
      lastRefusal: { reason: "bad_signature", facts: {}, refusedAt: hoursAgo(3) },
    });
  });

  test("TEN-09 another firm's traffic is none", async () => {
    const firm = await openFirm();
    await firm.keep({ receivedAt: hoursAgo(1), requestId: "request-1" });
    await firm.refuse({ requestId: "request-2" });
    const stranger = await openFirm();
    expect([...(await stranger.traffic()).keys()]).toEqual([]);
    for (const requestId of ["request-1", "request-2"]) {
      const wish = { endpointId: firm.endpointId, requestId, since: hoursAgo(5) };
      expect(await firm.run((tx) => findDeliveryOutcome(tx, wish))).not.toBeNull();
      expect(await stranger.run((tx) => findDeliveryOutcome(tx, wish))).toBeNull();
    }
  });
});
