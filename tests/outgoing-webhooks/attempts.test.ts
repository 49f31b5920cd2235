import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { webhookSubscriptions } from "@/db/schema/webhook-subscriptions";
import { beginDelivery } from "@/lib/domain/outgoing-webhooks/begin-delivery";
import { revealDelivery } from "@/lib/domain/outgoing-webhooks/reveal-delivery";
import { rotateSubscriptionSecret } from "@/lib/domain/outgoing-webhooks/rotate-subscription-secret";
import { setSubscriptionState } from "@/lib/domain/outgoing-webhooks/set-subscription-state";
import { settleDelivery } from "@/lib/domain/outgoing-webhooks/settle-delivery";
import {
  type DeliveryStage,
  detailOf,
  EVENT_BODY,
  openDeliveryStage,
  subscriptionOf,
} from "@/tests/support/delivery-stage";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { answerWith, startTestReceiver } from "@/tests/support/test-receiver";

const HOUR = 3_600_000;
const DAY = 24 * 3_600_000;

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

async function jobsOf(deliveryId: string): Promise<{ number: number; at: Date }[]> {
  const { rows } = await database.asOwner(
    `select (data->'payload'->>'number')::int as number, start_after as at from pgboss.job
     where name = 'webhooks.deliver' and data->'payload'->>'deliveryId' = $1 order by 1`,
    [deliveryId],
  );
  return rows as { number: number; at: Date }[];
}

test("WH-13 a delivery is signed as Standard Webhooks say: the receiver's library verifies it, and a flipped byte fails", async () => {
  const { firm, secret, deliveryId, subscriptionId } = await stage.underWay({
    headers: [{ name: "x-make-apikey", value: "key-of-the-scenario" }],
  });
  await stage.attempt(firm, deliveryId);
  const [post] = stage.receiver.received;
  const headers = post?.headers as Record<string, string>;
  expect(new Webhook(secret).verify(post?.body ?? "", headers)).toEqual(JSON.parse(EVENT_BODY));
  expect(() => new Webhook(secret).verify(`${post?.body} `, headers)).toThrow();
  expect(() => new Webhook(`whsec_${Buffer.alloc(32).toString("base64")}`).verify(post?.body ?? "", headers)).toThrow();
  const detail = await detailOf(firm, subscriptionId, deliveryId);
  expect(headers).toMatchObject({
    "content-type": "application/json",
    "user-agent": "Docketline-Webhooks/1",
    "webhook-id": detail.messageId,
    "x-make-apikey": "key-of-the-scenario",
  });
  expect(detail).toMatchObject({
    state: "delivered",
    attempts: 1,
    lastStatus: 200,
    lastFailure: null,
    nextAttemptAt: null,
    deliveredAt: new Date(stage.clock),
    attemptLog: [{ number: 1, status: 200, failure: null }],
  });
  expect((await firm.run((tx) => revealDelivery(tx, { deliveryId }))).answers).toEqual([
    { number: 1, text: "Accepted" },
  ]);
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({
    lastSuccessAt: new Date(stage.clock),
    failureCount: 0,
  });
});

test("during a rotation both secrets verify; when it is over the old one does not", async () => {
  const { firm, secret: old, deliveryId, subscriptionId } = await stage.underWay();
  const rotated = await firm.run((tx) =>
    rotateSubscriptionSecret(tx, { subscriptionId, overlapHours: 24 }, new Date(stage.clock - 23 * HOUR)),
  );
  await stage.attempt(firm, deliveryId);
  const within = stage.receiver.received[0];
  for (const secret of [old, rotated.secret]) {
    new Webhook(secret).verify(within?.body ?? "", within?.headers as Record<string, string>);
  }
  await firm.run((tx) =>
    tx
      .update(webhookSubscriptions)
      .set({ previousSecretUsableUntil: new Date(stage.clock - 1) })
      .where(eq(webhookSubscriptions.id, subscriptionId)),
  );
  await stage.attempt(firm, await stage.sendOne(firm, subscriptionId));
  const after = stage.receiver.received[1];
  new Webhook(rotated.secret).verify(after?.body ?? "", after?.headers as Record<string, string>);
  expect(() => new Webhook(old).verify(after?.body ?? "", after?.headers as Record<string, string>)).toThrow();
});

test("a receiver that fails is tried at 0 s, 30 s, 2 min, 10 min, 1 h, 6 h and 24 h, always with the same id and bytes", async () => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  const first = stage.clock;
  const triedAt: number[] = [];
  for (let number = 1; number <= 7; number += 1) {
    stage.receiver.answers.push(answerWith(500));
    await stage.attempt(firm, deliveryId);
    triedAt.push((stage.clock - first) / 1_000);
    const { state, attempts, nextAttemptAt } = await detailOf(firm, subscriptionId, deliveryId);
    expect({ attempts, state }).toEqual({ attempts: number, state: number < 7 ? "waiting" : "failed" });
    if (nextAttemptAt === null) break;
    expect((await jobsOf(deliveryId)).at(-1)).toEqual({ number: number + 1, at: nextAttemptAt });
    await stage.attempt(firm, deliveryId, { number });
    expect(stage.receiver.received).toHaveLength(number);
    stage.clock = nextAttemptAt.getTime();
  }
  expect(triedAt).toEqual([0, 30, 120, 600, 3_600, 21_600, 86_400]);
  expect(new Set(stage.receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(new Set(stage.receiver.received.map(({ body }) => body))).toEqual(new Set([EVENT_BODY]));
  expect(new Set(stage.receiver.received.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(7);
  await stage.attempt(firm, deliveryId);
  expect(stage.receiver.received).toHaveLength(7);
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({
    state: "active",
    failureCount: 7,
    lastFailure: "http_500",
    failingSince: new Date(first),
  });
});

test.each([
  [0, 27],
  [1, 33],
])("chance moves a wait by a tenth: %d", async (random, seconds) => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  stage.receiver.answers.push(answerWith(502));
  await stage.attempt(firm, deliveryId, { random: () => random });
  const { nextAttemptAt } = await detailOf(firm, subscriptionId, deliveryId);
  expect(((nextAttemptAt?.getTime() ?? 0) - stage.clock) / 1_000).toBe(seconds);
});

test.each([
  [429, "120", 120],
  [503, "90", 90],
  [503, "5", 30],
  [429, "86400", 3_600],
  [429, "soon", 30],
  [500, "120", 30],
])("after a %d with Retry-After %s the next attempt comes in %d seconds", async (status, retryAfter, seconds) => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  stage.receiver.answers.push(answerWith(status, retryAfter));
  await stage.attempt(firm, deliveryId);
  const { nextAttemptAt, state } = await detailOf(firm, subscriptionId, deliveryId);
  expect(state).toBe("waiting");
  expect(((nextAttemptAt?.getTime() ?? 0) - stage.clock) / 1_000).toBe(seconds);
});

test("a Retry-After that names a moment is waited for", async () => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  stage.clock = Math.ceil(stage.clock / 1_000) * 1_000;
  stage.receiver.answers.push(answerWith(429, new Date(stage.clock + 600_000).toUTCString()));
  await stage.attempt(firm, deliveryId);
  const { nextAttemptAt } = await detailOf(firm, subscriptionId, deliveryId);
  expect(nextAttemptAt).toEqual(new Date(stage.clock + 600_000));
});

test.each([400, 401, 403, 404, 405, 413, 422])("a %d stops the delivery and counts one failure", async (status) => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  stage.receiver.answers.push(answerWith(status));
  await stage.attempt(firm, deliveryId);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({
    state: "failed",
    attempts: 1,
    lastStatus: status,
    lastFailure: `http_${status}`,
    nextAttemptAt: null,
  });
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({ state: "active", failureCount: 1 });
});

test("WH-13 a redirect to this machine is not followed and counts as a failure that may pass", async () => {
  const inside = await startTestReceiver();
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  stage.receiver.answers.push((response) => {
    response.writeHead(302, { location: inside.url }).end();
  });
  await stage.attempt(firm, deliveryId);
  expect(inside.received).toEqual([]);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "waiting", lastFailure: "http_302" });
  await inside.close();
});

test("WH-13 410 disables the subscription, cancels what waits for it, and only a person brings it back", async () => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  const waiting = await stage.sendOne(firm, subscriptionId);
  stage.receiver.answers.push(answerWith(410));
  await stage.attempt(firm, deliveryId);
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({ state: "disabled", disabledReason: "gone" });
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "failed", lastFailure: "http_410" });
  expect(await detailOf(firm, subscriptionId, waiting)).toMatchObject({ state: "cancelled", attempts: 0 });
  await stage.attempt(firm, waiting);
  expect(stage.receiver.received).toHaveLength(1);
  await firm.run((tx) => setSubscriptionState(tx, { subscriptionId, state: "active" }));
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({
    state: "active",
    disabledReason: null,
    failingSince: null,
    failureCount: 0,
  });
});

test("five days of failures disable a subscription when a delivery ends; a success in between starts the count again", async () => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  stage.receiver.answers.push(answerWith(404));
  await stage.attempt(firm, deliveryId);
  stage.clock += 4 * DAY;
  stage.receiver.answers.push(answerWith(404));
  await stage.attempt(firm, await stage.sendOne(firm, subscriptionId));
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({ state: "active", failureCount: 2 });
  await stage.attempt(firm, await stage.sendOne(firm, subscriptionId));
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({ failingSince: null, failureCount: 0 });
  stage.receiver.answers.push(answerWith(404));
  await stage.attempt(firm, await stage.sendOne(firm, subscriptionId));
  stage.clock += 5 * DAY;
  stage.receiver.answers.push(answerWith(500));
  await stage.attempt(firm, await stage.sendOne(firm, subscriptionId));
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({ state: "active", failureCount: 2 });
  stage.receiver.answers.push(answerWith(404));
  await stage.attempt(firm, await stage.sendOne(firm, subscriptionId));
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({ state: "disabled", disabledReason: "failing" });
  const states = (await firm.deliveries(subscriptionId)).map(({ state }) => state).toSorted();
  expect(states).toEqual(["cancelled", "delivered", "failed", "failed", "failed", "failed"]);
});

test("a lost answer and a process that died are repeated with the same id", async () => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  stage.receiver.answers.push(() => undefined);
  await stage.attempt(firm, deliveryId);
  const lost = await detailOf(firm, subscriptionId, deliveryId);
  expect(lost).toMatchObject({ state: "waiting", lastStatus: null, lastFailure: "timeout" });
  stage.clock = lost.nextAttemptAt?.getTime() ?? 0;
  await firm.run((tx) => beginDelivery(tx, { deliveryId, number: 2, now: new Date(stage.clock) }));
  await stage.attempt(firm, deliveryId);
  const ids = stage.receiver.received.map(({ headers }) => headers["webhook-id"]);
  expect(ids).toEqual([lost.messageId, lost.messageId]);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "delivered", attempts: 2 });
});

test("400 of Make's gateway is a full queue, which passes", async () => {
  const { firm, deliveryId, subscriptionId } = await stage.underWay();
  const settle = async (host: string, id: string) => {
    await firm.run((tx) =>
      tx.update(webhookSubscriptions).set({ urlHost: host }).where(eq(webhookSubscriptions.id, subscriptionId)),
    );
    const answer = { kind: "answered", status: 400, retryAfter: null, excerpt: "Queue is full" } as const;
    const now = new Date(stage.clock);
    await firm.run((tx) => settleDelivery(tx, { deliveryId: id, number: 1, startedAt: now, now, answer, random: 0.5 }));
    return (await detailOf(firm, subscriptionId, id)).state;
  };
  expect(await settle("hook.eu2.make.com", deliveryId)).toBe("waiting");
  expect(await settle("hook.us1.make.celonis.com", await stage.sendOne(firm, subscriptionId))).toBe("waiting");
  expect(await settle("hook.eu2.make.com.example.com", await stage.sendOne(firm, subscriptionId))).toBe("failed");
});

test("of an answer's body 1 KB is kept, sealed", async () => {
  const { firm, deliveryId } = await stage.underWay();
  stage.receiver.answers.push((response) => {
    response.writeHead(500).end(`canary-echo ${"x".repeat(200_000)}`);
  });
  await stage.attempt(firm, deliveryId);
  const { answers } = await firm.run((tx) => revealDelivery(tx, { deliveryId }));
  expect(answers[0]?.text).toHaveLength(1_024);
  const { rows } = await database.asOwner("select answer_ciphertext as bytes from webhook_delivery_attempts");
  for (const { bytes } of rows as { bytes: Uint8Array | null }[]) {
    expect(Buffer.from(bytes ?? []).toString("latin1")).not.toContain("canary-echo");
  }
});
