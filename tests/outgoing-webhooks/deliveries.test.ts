import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { firms } from "@/db/schema/firms";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import type { ReceiverAnswer } from "@/lib/domain/outgoing-webhooks/receiver-answer";
import { replayDelivery } from "@/lib/domain/outgoing-webhooks/replay-delivery";
import { resumeDeliveries } from "@/lib/domain/outgoing-webhooks/resume-deliveries";
import { revealDelivery } from "@/lib/domain/outgoing-webhooks/reveal-delivery";
import { sendTestEvent } from "@/lib/domain/outgoing-webhooks/send-test-event";
import { setSubscriptionState } from "@/lib/domain/outgoing-webhooks/set-subscription-state";
import { settleDelivery } from "@/lib/domain/outgoing-webhooks/settle-delivery";
import {
  type DeliveryStage,
  detailOf,
  EVENT_BODY,
  openDeliveryStage,
  subscriptionOf,
} from "@/tests/support/delivery-stage";
import { createOutgoingFirm } from "@/tests/support/outgoing-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { answerWith } from "@/tests/support/test-receiver";

const HOUR = 3_600_000;

let database: TestDatabase;
let stage: DeliveryStage;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());
beforeEach(async () => {
  stage = await openDeliveryStage();
});
afterEach(() => stage.receiver.close());

test("an attempt is settled once, whoever comes second", async () => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  const settle = (answer: ReceiverAnswer) =>
    firm.run((tx) =>
      settleDelivery(tx, {
        deliveryId,
        number: 1,
        startedAt: new Date(stage.clock),
        now: new Date(stage.clock),
        answer,
        random: 0.5,
      }),
    );
  await settle({ kind: "answered", status: 200, retryAfter: null, excerpt: "" });
  await settle({ kind: "failed", failure: "timeout" });
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "delivered", attempts: 1 });
  await stage.attempt(firm, deliveryId);
  expect(stage.receiver.received).toEqual([]);
});

test("while a subscription is paused nothing goes out; resuming sends what waited", async () => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  await firm.run((tx) => setSubscriptionState(tx, { subscriptionId, state: "paused" }));
  await stage.attempt(firm, deliveryId);
  expect(stage.receiver.received).toEqual([]);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "waiting", nextAttemptAt: null });
  const resume = () => firm.run((tx) => resumeDeliveries(tx, { subscriptionId, now: new Date(stage.clock) }));
  await resume();
  expect((await detailOf(firm, subscriptionId, deliveryId)).nextAttemptAt).toBeNull();
  await firm.run((tx) => setSubscriptionState(tx, { subscriptionId, state: "active" }));
  const { rows } = await database.asOwner(
    "select 1 from pgboss.job where name = 'webhooks.resume-deliveries' and data->'payload'->>'subscriptionId' = $1",
    [subscriptionId],
  );
  expect(rows).toHaveLength(1);
  expect(await resume()).toEqual({ hasMore: false });
  await stage.attempt(firm, deliveryId);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "delivered" });
});

test("a delivery that was cancelled while it was sent keeps its attempt and is not planned again", async () => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  stage.receiver.answers.push((response) => {
    void firm
      .run((tx) => setSubscriptionState(tx, { subscriptionId, state: "deleted" }))
      .then(() => response.writeHead(500).end());
  });
  await stage.attempt(firm, deliveryId, { deadlineMs: 5_000 });
  const [row] = await firm.run((tx) => tx.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, deliveryId)));
  expect(row).toMatchObject({ state: "cancelled", attempts: 1, lastStatus: 500, nextAttemptAt: null });
});

test("a suspended firm sends nothing until it is not, and a deleted one never again", async () => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  const mark = (values: Partial<typeof firms.$inferInsert>) =>
    firm.run((tx) => tx.update(firms).set(values).where(eq(firms.tenantId, firm.principal.tenantId)));
  await mark({ suspendedAt: new Date(stage.clock) });
  await stage.attempt(firm, deliveryId);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({
    state: "waiting",
    attempts: 0,
    nextAttemptAt: new Date(stage.clock + HOUR),
  });
  await mark({ suspendedAt: null, deletedAt: new Date(stage.clock) });
  stage.clock += HOUR;
  await stage.attempt(firm, deliveryId);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "cancelled" });
  expect(stage.receiver.received).toEqual([]);
});

test("a replay is the same event under a new message id, and only of what is over", async () => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  await expect(firm.run((tx) => replayDelivery(tx, { deliveryId }))).rejects.toMatchObject({ code: "conflict" });
  stage.receiver.answers.push(answerWith(422));
  await stage.attempt(firm, deliveryId);
  const replay = await firm.run((tx) => replayDelivery(tx, { deliveryId }));
  await stage.attempt(firm, replay.deliveryId);
  expect(stage.receiver.received[1]?.body).toBe(EVENT_BODY);
  expect(stage.receiver.received[1]?.headers["webhook-id"]).not.toBe(stage.receiver.received[0]?.headers["webhook-id"]);
  expect(await detailOf(firm, subscriptionId, replay.deliveryId)).toMatchObject({
    state: "delivered",
    origin: "replay",
    replayOf: deliveryId,
    sequence: 7,
  });
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "failed" });
});

test("a receiver that answers a test with 410 is gone as well", async () => {
  const { firm, subscriptionId } = await stage.underWay();
  stage.receiver.answers.push(answerWith(410));
  const { deliveryId } = await firm.run((tx) => sendTestEvent(tx, { subscriptionId }));
  await stage.attempt(firm, deliveryId);
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({
    state: "disabled",
    disabledReason: "gone",
    lastFailure: "http_410",
  });
});

test("an event that is no longer kept is neither sent nor replayed", async () => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  const kept = await stage.sendOne(firm, subscriptionId);
  await firm.run((tx) =>
    tx
      .update(webhookDeliveries)
      .set({ payloadCiphertext: null })
      .where(eq(webhookDeliveries.subscriptionId, subscriptionId)),
  );
  await stage.attempt(firm, deliveryId);
  await stage.attempt(firm, kept);
  expect(stage.receiver.received).toEqual([]);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "cancelled", hasPayload: false });
  const replay = firm.run((tx) => replayDelivery(tx, { deliveryId }));
  await expect(replay).rejects.toMatchObject({ code: "precondition_failed" });
  expect((await firm.run((tx) => revealDelivery(tx, { deliveryId }))).payload).toBeNull();
});

test("a test goes out once, also while paused, is marked, and says nothing about the subscription's health", async () => {
  const { firm, subscriptionId } = await stage.underWay({ eventTypes: ["call.ended"] });
  await firm.run((tx) => setSubscriptionState(tx, { subscriptionId, state: "paused" }));
  stage.receiver.answers.push(answerWith(500));
  for (let time = 0; time < 2; time += 1) {
    const { deliveryId } = await firm.run((tx) => sendTestEvent(tx, { subscriptionId }));
    await stage.attempt(firm, deliveryId);
    expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({
      origin: "test",
      state: time === 0 ? "failed" : "delivered",
      attempts: 1,
      nextAttemptAt: null,
    });
  }
  expect(JSON.parse(stage.receiver.received[0]?.body ?? "")).toMatchObject({ type: "call.ended", test: true });
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({
    state: "paused",
    failureCount: 0,
    lastSuccessAt: null,
    lastFailureAt: null,
  });
});

test("WH-13 a receiver whose name leads inside at the time of sending is not reached, and is tried again", async () => {
  const { firm, subscriptionId } = await stage.underWay();
  const deliveryId = await stage.sendOne(firm, subscriptionId);
  await stage.attempt(firm, deliveryId, { policy: { allowLoopback: false } });
  expect(stage.receiver.received).toEqual([]);
  const refused = await detailOf(firm, subscriptionId, deliveryId);
  expect(refused).toMatchObject({ state: "waiting", lastFailure: "forbidden_address", lastStatus: null });
});

test("TEN-02 a job of one firm does nothing with another's delivery, as with one that is not there", async () => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  const hostile = await createOutgoingFirm("org_hostile_jobs");
  await stage.attempt(hostile, deliveryId);
  await stage.attempt(hostile, randomUUID());
  const resumed = hostile.run((tx) => resumeDeliveries(tx, { subscriptionId, now: new Date(stage.clock) }));
  expect(await resumed).toEqual({ hasMore: false });
  await hostile.run((tx) =>
    settleDelivery(tx, {
      deliveryId,
      number: 1,
      startedAt: new Date(stage.clock),
      now: new Date(stage.clock),
      answer: { kind: "answered", status: 410, retryAfter: null, excerpt: "" },
      random: 0,
    }),
  );
  expect(stage.receiver.received).toEqual([]);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "waiting", attempts: 0 });
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({ state: "active" });
});
