import { sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { inTenant, rowsOf } from "@/db/tenant";
import { changeLeadStatus } from "@/lib/domain/leads/change-lead-status";
import { createLead } from "@/lib/domain/leads/create-lead";
import { listSubscriptions } from "@/lib/domain/outgoing-webhooks/list-subscriptions";
import { sendTestEvent } from "@/lib/domain/outgoing-webhooks/send-test-event";
import { setSubscriptionState } from "@/lib/domain/outgoing-webhooks/set-subscription-state";
import { deliverWebhook } from "@/lib/jobs/handlers/deliver-webhook";
import { resumeDeliveries } from "@/lib/jobs/handlers/resume-deliveries";
import { startWorker } from "@/lib/jobs/worker";
import { createOutgoingFirm, type OutgoingFirm } from "@/tests/support/outgoing-firm";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "@/tests/support/test-database";
import { startTestReceiver, type TestReceiver } from "@/tests/support/test-receiver";

const LEAD = {
  firstName: "Jane",
  lastName: "Doe",
  preferredLanguage: "en",
  source: "web_form",
  practiceArea: "auto_accident",
  email: null,
  summary: null,
  userId: "user_staff",
} as const;

const hasPostgres = await postgresAnswers();

let database: TestDatabase;
let receiver: TestReceiver;
beforeAll(async () => {
  vi.stubEnv("DOCKETLINE_MODE", "embedded");
  vi.stubEnv("OUTGOING_WEBHOOKS_ALLOW_LOOPBACK", "true");
  receiver = await startTestReceiver();
  database = await createTestDatabase(hasPostgres ? "pg" : "pglite");
  await startWorker();
});
afterAll(async () => {
  await database.drop();
  await receiver.close();
});

function deliver(firm: OutgoingFirm, payload: object) {
  return deliverWebhook.run({
    id: "job",
    data: { tenantId: firm.principal.tenantId, payload },
    retryCount: 0,
    retryLimit: 30,
    signal: new AbortController().signal,
  });
}

test("writers, the worker and a person at the switch do not wait for each other for ever: every event arrives once", async () => {
  const firm = await createOutgoingFirm("org_outgoing_worker");
  const { subscriptionId, secret } = await firm.subscribe({ url: receiver.url, eventTypes: ["lead.created"] });
  const before = receiver.received.length;
  const writers = Array.from({ length: 40 }, async () => {
    const { id } = await firm.run((tx) => createLead(tx, LEAD));
    await firm.run((tx) => changeLeadStatus(tx, { leadId: id, status: "contacted" }));
  });
  const switching = (async () => {
    for (const state of ["paused", "active", "paused", "active"] as const) {
      await firm.run((tx) => setSubscriptionState(tx, { subscriptionId, state }));
      await firm.run((tx) => sendTestEvent(tx, { subscriptionId }));
    }
  })();
  await Promise.all([...writers, switching]);
  const settled = async () => {
    const rows = await firm.deliveries(subscriptionId);
    expect(rows.filter(({ state }) => state !== "delivered")).toEqual([]);
    return rows;
  };
  const rows = await vi.waitFor(settled, { timeout: 25_000, interval: 200 });
  const arrived = receiver.received.slice(before);
  const ids = arrived.map(({ headers }) => headers["webhook-id"]);
  expect(ids.toSorted()).toEqual(rows.map(({ messageId }) => messageId).toSorted());
  for (const { body, headers } of arrived) new Webhook(secret).verify(body, headers as Record<string, string>);
  expect(new Set(rows.map(({ sequence }) => sequence)).size).toBe(rows.length);
  expect(await firm.run((tx) => listSubscriptions(tx))).toMatchObject([{ state: "active", failureCount: 0 }]);
});

test("a job that is given out twice, or is another firm's, sends nothing more", async () => {
  const firm = await createOutgoingFirm("org_outgoing_twice");
  const hostile = await createOutgoingFirm("org_outgoing_thief");
  const { subscriptionId } = await firm.subscribe({ url: receiver.url });
  const { deliveryId } = await firm.run((tx) => sendTestEvent(tx, { subscriptionId }));
  const isDelivered = async () => expect((await firm.deliveries(subscriptionId))[0]?.state).toBe("delivered");
  await vi.waitFor(isDelivered, { timeout: 20_000, interval: 100 });
  const before = receiver.received.length;
  expect(await deliver(firm, { deliveryId, number: 1 })).toEqual({ status: "completed" });
  expect(await deliver(firm, { deliveryId, number: 2 })).toEqual({ status: "completed" });
  expect(await deliver(hostile, { deliveryId, number: 1 })).toEqual({ status: "completed" });
  const resumed = await resumeDeliveries.run({
    id: "job",
    data: { tenantId: hostile.principal.tenantId, payload: { subscriptionId } },
    retryCount: 0,
    retryLimit: 10,
    signal: new AbortController().signal,
  });
  expect(resumed).toEqual({ status: "completed" });
  expect(receiver.received).toHaveLength(before);
});

test("the queue holds ids, and no word of an event", async () => {
  const firm = await createOutgoingFirm("org_outgoing_queue");
  const { subscriptionId } = await firm.subscribe({ url: receiver.url, eventTypes: ["lead.created"] });
  await inTenant(firm.principal, (tx) => createLead(tx, { ...LEAD, lastName: "Canary" }));
  const [delivery] = await firm.deliveries(subscriptionId);
  const { rows } = await database.asOwner(
    "select data::text as data from pgboss.job where name = 'webhooks.deliver' and data->'payload'->>'deliveryId' = $1",
    [delivery?.id],
  );
  const expected = { tenantId: firm.principal.tenantId, payload: { deliveryId: delivery?.id, number: 1 } };
  expect(rows.map((row) => JSON.parse(String((row as { data: string }).data)))).toEqual([expected]);
  const sealed = await firm.run((tx) =>
    rowsOf<{ bytes: string }>(tx, sql`select encode(payload_ciphertext, 'escape') as bytes from webhook_deliveries`),
  );
  expect(JSON.stringify(sealed)).not.toContain("Canary");
});
