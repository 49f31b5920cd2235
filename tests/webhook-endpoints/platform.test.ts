import "@/tests/auth/clerk-environment";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { decideInstallationAction } from "@/app/admin/actions";
import { firms } from "@/db/schema/firms";
import { webhookAlerts } from "@/db/schema/webhook-alerts";
import { webhookEvents } from "@/db/schema/webhook-events";
import { webhookRefusals } from "@/db/schema/webhook-refusals";
import { inPlatform, inTenant, type TenantTx, withoutTenant } from "@/db/tenant";
import { listInstallations } from "@/lib/domain/ghl-installations/list-installations";
import { requestInstallation } from "@/lib/domain/ghl-installations/request-installation";
import { listOpenAlerts } from "@/lib/domain/platform/list-open-alerts";
import { listWebhookHealth } from "@/lib/domain/platform/list-webhook-health";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { setEndpointState } from "@/lib/domain/webhook-endpoints/set-endpoint-state";
import { appUrl } from "@/tests/auth/clerk-environment";
import { carrying, serve } from "@/tests/auth/request-scope";
import { mintToken, newPerson, type Person } from "@/tests/auth/session-token";
import { createTestDatabase, databaseKinds, type TestDatabase, testPrincipal } from "@/tests/support/test-database";

// Next revalidates within a request of its own, which the suite has not.
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

const NOW = new Date("2026-11-20T10:00:00.000Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

async function openFirm(name: string, admin: Person = newPerson()) {
  const principal = testPrincipal(admin.organizationId);
  const run = <T>(work: (tx: TenantTx) => Promise<T>) => inTenant(principal, work);
  await run((tx) =>
    tx.insert(firms).values({
      clerkOrganizationId: admin.organizationId,
      name,
      slug: admin.organizationId.replaceAll("_", "-"),
      callbackNumber: "+16025550110",
      transferNumber: "+16025550111",
      hours: {},
    }),
  );
  return { admin, tenantId: principal.tenantId, run };
}

describe.each(await databaseKinds())("the platform's view of the doors on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  test("each firm's doors are counted by provider, state and reason, and the oldest that waits is named", async () => {
    const firm = await openFirm("Health Firm");
    const other = await openFirm("Other Firm");
    await other.run((tx) => createEndpoint(tx, { provider: "make", mode: "make-apikey" }));
    const endpointId = await firm.run(async (tx) => {
      const { endpointId: open } = await createEndpoint(tx, { provider: "make", mode: "make-apikey" });
      const { endpointId: shut } = await createEndpoint(tx, { provider: "make", mode: "make-apikey" });
      await setEndpointState(tx, { endpointId: shut, state: "paused" });
      return open;
    });
    const event = (state: (typeof webhookEvents.$inferInsert)["state"], receivedAt: Date) => ({
      provider: "make",
      endpointId,
      identity: randomUUID(),
      eventType: "lead.created",
      payloadCiphertext: Buffer.from("HIDDEN"),
      verification: "make-apikey",
      verifiedWith: "current" as const,
      state,
      receivedAt,
    });
    const refusal = (reason: string, count: number, refusedAt: Date) => ({
      endpointId,
      provider: "make",
      reason,
      count,
      requestId: randomUUID(),
      refusedAt,
    });
    await firm.run(async (tx) => {
      await tx
        .insert(webhookEvents)
        .values([
          event("processed", daysAgo(1)),
          event("processed", daysAgo(20)),
          event("ignored", daysAgo(2)),
          event("received", daysAgo(0.1)),
          event("failed", daysAgo(9)),
          event("dead", daysAgo(30)),
          event("quarantined", daysAgo(30)),
        ]);
      await tx
        .insert(webhookRefusals)
        .values([
          refusal("stale", 3, daysAgo(1)),
          refusal("stale", 2, daysAgo(2)),
          refusal("bad_signature", 1, daysAgo(3)),
          refusal("stale", 50, daysAgo(8)),
        ]);
      await tx.insert(webhookAlerts).values([
        { endpointId, kind: "silent", since: daysAgo(1), openedAt: daysAgo(1) },
        { endpointId, kind: "failing", since: daysAgo(2), openedAt: daysAgo(2), closedAt: NOW, closedBy: "person" },
      ]);
    });
    const health = await inPlatform((tx) => listWebhookHealth(tx, NOW));
    expect(health.filter(({ firmName }) => firmName === "Health Firm")).toEqual([
      {
        tenantId: firm.tenantId,
        firmName: "Health Firm",
        provider: "make",
        endpoints: 2,
        paused: 1,
        processed: 1,
        ignored: 1,
        waiting: 1,
        failed: 1,
        dead: 1,
        quarantined: 1,
        oldestWaitingAt: daysAgo(9),
        refused: 6,
        refusedByReason: { stale: 5, bad_signature: 1 },
        lastEventAt: daysAgo(0.1),
      },
    ]);
    const [healthy] = health.filter(({ firmName }) => firmName === "Other Firm");
    expect(healthy).toMatchObject({ endpoints: 1, dead: 0, refused: 0, oldestWaitingAt: null, lastEventAt: null });
    const placeOf = (name: string) => health.findIndex(({ firmName }) => firmName === name);
    expect(placeOf("Health Firm")).toBeLessThan(placeOf("Other Firm"));
    expect(await inPlatform(listOpenAlerts)).toEqual([
      { tenantId: firm.tenantId, firmName: "Health Firm", kind: "silent", count: 1, since: daysAgo(1) },
    ]);
  });

  test("AUTH-07 the platform's role reads no payload, no fact and no secret of a door", async () => {
    const denied = { cause: { code: "42501" } };
    for (const query of [
      sql`select payload_ciphertext from webhook_events`,
      sql`select identity from webhook_events`,
      sql`select facts from webhook_refusals`,
      sql`select secret_ciphertext from webhook_endpoints`,
      sql`select account from webhook_endpoints`,
    ]) {
      await expect(inPlatform((tx) => tx.execute(query))).rejects.toMatchObject(denied);
    }
  });
});

describe("the administrator's decision on a location", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase("pglite");
  });
  afterAll(() => database.drop());

  async function decideAs(
    claims: Record<string, unknown>,
    input: Parameters<typeof decideInstallationAction>[0],
    headers: Record<string, string> = { origin: appUrl, "sec-fetch-site": "same-origin" },
  ) {
    const token = await mintToken(newPerson(), { claims });
    const request = { headers: carrying(token, "cookie", headers), method: "POST" };
    const served = await serve(request, "off", () => decideInstallationAction(input));
    if (served.by !== "app") throw new Error("the middleware answered");
    return served.result;
  }

  const ADMIN = { platformRole: "admin", o: undefined };

  async function requested() {
    const firm = await openFirm("Asking Firm");
    const locationId = `loc${randomUUID().slice(0, 8)}`;
    await withoutTenant((tx) =>
      tx.execute(sql`select docketline.record_ghl_installation(${locationId}, 'c', 'a', 'Doe Law', now())`),
    );
    await firm.run((tx) => requestInstallation(tx, { locationId }));
    return {
      locationId,
      tenantId: firm.tenantId as string,
      stateOf: async () => (await firm.run(listInstallations))[0]?.state,
    };
  }

  test("a platform administrator approves, and a decision that was taken is told as gone", async () => {
    const { stateOf, ...request } = await requested();
    const approve = { ...request, decision: "approve" as const };
    expect((await decideAs(ADMIN, approve)).data).toEqual({ isDecided: true });
    expect(await stateOf()).toBe("claimed");
    expect((await decideAs(ADMIN, approve)).data).toEqual({ isDecided: false });
  });

  test("AUTH-07 for everybody else there is no such action, the firm's own administrator included", async () => {
    const { stateOf, ...request } = await requested();
    for (const claims of [{}, { platformRole: "Admin" }, { platformRole: ["admin"] }, { platformRole: null }]) {
      const answer = await decideAs(claims, { ...request, decision: "approve" });
      expect(answer.serverError?.code).toBe("not_found");
    }
    expect(await stateOf()).toBe("requested");
  });

  test("WEB-04 another site's page decides nothing", async () => {
    const { stateOf, ...request } = await requested();
    const answer = await decideAs(ADMIN, { ...request, decision: "approve" }, { origin: "https://evil.test" });
    expect(answer.serverError?.code).toBe("forbidden");
    expect(await stateOf()).toBe("requested");
  });
});
