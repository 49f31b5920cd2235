import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import { webhookDeliveryAttempts } from "@/db/schema/webhook-delivery-attempts";
import { webhookEvents } from "@/db/schema/webhook-events";
import { webhookRefusals } from "@/db/schema/webhook-refusals";
import { webhookSubscriptions } from "@/db/schema/webhook-subscriptions";
import { buryLostEvents } from "@/lib/domain/webhook-events/bury-lost-events";
import { expireWebhooks } from "@/lib/domain/webhook-events/expire-webhooks";
import { storeWebhookEvent } from "@/lib/domain/webhook-events/store-webhook-event";
import { expireWebhooks as expireWebhooksWork } from "@/lib/jobs/handlers/expire-webhooks";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { type LoggedFirm, openLoggedFirm } from "./logged-firm";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const NOW = new Date("2027-06-01T12:00:00Z");
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
/** A minute younger than `days`: still inside its keeping. */
const justUnder = (days: number) => new Date(daysAgo(days).getTime() + 60_000);
const justOver = (days: number) => new Date(daysAgo(days).getTime() - 60_000);

function expire(firm: LoggedFirm, now = NOW) {
  return firm.read((tx) => expireWebhooks(tx, now));
}

async function storeDelivery(firm: LoggedFirm, createdAt: Date): Promise<string> {
  const [subscriptionId, id] = [randomUUID(), randomUUID()];
  await firm.read(async (tx) => {
    await tx.insert(webhookSubscriptions).values({
      id: subscriptionId,
      label: "Reports",
      urlCiphertext: randomBytes(8),
      urlHost: "hooks.example.test",
      eventTypes: ["call.ended"],
      secretCiphertext: randomBytes(8),
      secretFingerprint: "f",
    });
    await tx.insert(webhookDeliveries).values({
      id,
      subscriptionId,
      messageId: `msg_${id}`,
      eventType: "call.ended",
      sequence: 1,
      payloadCiphertext: randomBytes(8),
      createdAt,
    });
    await tx
      .insert(webhookDeliveryAttempts)
      .values({ deliveryId: id, number: 1, startedAt: createdAt, durationMs: 5, answerCiphertext: randomBytes(8) });
  });
  return id;
}

test("DAT-03 an event's content is removed after 30 days whatever became of it, and the row stays", async () => {
  const firm = await openLoggedFirm("keep_content");
  const young = await firm.store({ row: { receivedAt: justUnder(30) } });
  const old: string[] = [];
  for (const state of ["processed", "dead", "quarantined", "received"] as const) {
    old.push(await firm.store({ row: { state, receivedAt: justOver(30) } }));
  }
  expect(await expire(firm)).toMatchObject({ isDone: true, expired: { emptiedEvents: 4, deletedEvents: 0 } });
  expect((await firm.stateOf(young)).payloadCiphertext).not.toBeNull();
  for (const id of old) {
    expect(await firm.stateOf(id)).toMatchObject({ payloadCiphertext: null, contentRemovedAt: NOW });
  }
  expect((await expire(firm, new Date(NOW.getTime() + 1_000))).expired.emptiedEvents).toBe(0);
  expect((await firm.stateOf(old[0] ?? "")).contentRemovedAt).toEqual(NOW);
});

test("WH-05 an event's identity is known for 120 days: a repeat is a repeat until then, and new afterwards", async () => {
  const firm = await openLoggedFirm("keep_identity");
  const repeat = { identity: "the-same", callId: null };
  await firm.store({ row: { ...repeat, receivedAt: justUnder(120) } });
  const again = () =>
    firm.read((tx) =>
      storeWebhookEvent(tx, {
        id: randomUUID(),
        provider: "vapi",
        endpointId: firm.endpointId,
        eventType: "status-update",
        verification: "standard-webhooks",
        verifiedWith: "current",
        payload: "{}",
        state: "received",
        receivedAt: NOW,
        ...repeat,
      }),
    );
  expect((await expire(firm)).expired.deletedEvents).toBe(0);
  expect(await again()).toBe(false);
  expect((await expire(firm, new Date(NOW.getTime() + 120_000))).expired.deletedEvents).toBe(1);
  expect(await again()).toBe(true);
});

test("DAT-03 refusals are kept 90 days; of what went out the content 30 and the rows 90", async () => {
  const firm = await openLoggedFirm("keep_rest");
  await firm.refuse({ refusedAt: justOver(90) });
  const refusal = await firm.refuse({ refusedAt: justUnder(90) });
  await storeDelivery(firm, justOver(90));
  const emptied = await storeDelivery(firm, justOver(30));
  const fresh = await storeDelivery(firm, justUnder(30));
  expect((await expire(firm)).expired).toEqual({
    emptiedEvents: 0,
    deletedEvents: 0,
    deletedRefusals: 1,
    emptiedDeliveries: 1,
    deletedAttempts: 2,
    deletedDeliveries: 1,
  });
  const left = await firm.read(async (tx) => ({
    refusals: (await tx.select().from(webhookRefusals)).map(({ id }) => id),
    deliveries: (await tx.select().from(webhookDeliveries)).map((row) => [row.id, row.payloadCiphertext !== null]),
    attempts: (await tx.select().from(webhookDeliveryAttempts)).map(({ deliveryId }) => deliveryId),
  }));
  expect(left.refusals).toEqual([refusal]);
  expect(left.attempts).toEqual([fresh]);
  expect(Object.fromEntries(left.deliveries)).toEqual({ [emptied]: false, [fresh]: true });
});

test("what was removed stands in the audit log in counts, and a day without any writes nothing", async () => {
  const firm = await openLoggedFirm("keep_audit");
  await firm.store({ row: { receivedAt: justOver(30) } });
  await expire(firm);
  await expire(firm);
  const { rows } = await database.asOwner(
    "select d.detail::jsonb -> 'emptiedEvents' as emptied from audit_logs l join audit_details d using (tenant_id, sequence) where action = 'webhooks.expire' and tenant_id = $1",
    [firm.principal.tenantId],
  );
  expect(rows).toEqual([{ emptied: 1 }]);
});

test("TEN-02 one firm's expiry leaves another firm's old rows alone", async () => {
  const firm = await openLoggedFirm("keep_owner");
  const other = await openLoggedFirm("keep_other");
  const eventId = await firm.store({ row: { receivedAt: justOver(200) } });
  await firm.refuse({ refusedAt: justOver(200) });
  await storeDelivery(firm, justOver(200));
  expect(Object.values((await expire(other)).expired).every((count) => count === 0)).toBe(true);
  expect((await firm.stateOf(eventId)).payloadCiphertext).not.toBeNull();
  expect((await firm.read((tx) => tx.select().from(webhookRefusals))).length).toBe(1);
});

test("more than a batch is removed batch by batch, and the job goes on until nothing is left", async () => {
  const firm = await openLoggedFirm("keep_batches");
  await database.asOwner(
    `insert into webhook_refusals (tenant_id, endpoint_id, provider, reason, request_id, refused_at)
      select $1, $2, 'vapi', 'stale', g::text, now() - interval '91 days' from generate_series(1, 2500) g`,
    [firm.principal.tenantId, firm.endpointId],
  );
  const first = await firm.read((tx) => expireWebhooks(tx, new Date()));
  expect(first).toMatchObject({ isDone: false, expired: { deletedRefusals: 2_000 } });
  const outcome = await expireWebhooksWork.run({
    id: "job",
    data: { tenantId: firm.principal.tenantId, payload: {} },
    retryCount: 0,
    retryLimit: 8,
    signal: new AbortController().signal,
  });
  expect(outcome).toEqual({ status: "completed" });
  expect(await firm.read((tx) => tx.select().from(webhookRefusals))).toEqual([]);
});

test("WH-11 an event that waits longer than every try takes is a dead letter, and one that was replayed waits anew", async () => {
  const firm = await openLoggedFirm("keep_lost");
  const hours = (n: number) => new Date(NOW.getTime() - n * 3_600_000);
  const lost = await firm.store({ row: { receivedAt: hours(7) } });
  const failing = await firm.store({ row: { state: "failed", failure: "unavailable", receivedAt: hours(7) } });
  const replayed = await firm.store({ row: { receivedAt: hours(48), replayedAt: hours(1) } });
  const kept = await firm.store({ row: { state: "quarantined", receivedAt: hours(48) } });
  expect(await firm.read((tx) => buryLostEvents(tx, NOW))).toBe(2);
  const states = await firm.read((tx) =>
    tx.select({ id: webhookEvents.id, state: webhookEvents.state }).from(webhookEvents),
  );
  expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual({
    [lost]: "dead",
    [failing]: "dead",
    [replayed]: "received",
    [kept]: "quarantined",
  });
  expect(await firm.work(lost)).toBe("completed");
  expect((await firm.stateOf(lost)).state).toBe("processed");
});
