import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { firms } from "@/db/schema/firms";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import { webhookSubscriptions } from "@/db/schema/webhook-subscriptions";
import { beginDelivery } from "@/lib/domain/outgoing-webhooks/begin-delivery";
import { findDelivery } from "@/lib/domain/outgoing-webhooks/find-delivery";
import { insertDelivery } from "@/lib/domain/outgoing-webhooks/insert-delivery";
import { findSubscription } from "@/lib/domain/outgoing-webhooks/list-subscriptions";
import type { ReceiverAnswer } from "@/lib/domain/outgoing-webhooks/receiver-answer";
import { replayDelivery } from "@/lib/domain/outgoing-webhooks/replay-delivery";
import { resumeDeliveries } from "@/lib/domain/outgoing-webhooks/resume-deliveries";
import { revealDelivery } from "@/lib/domain/outgoing-webhooks/reveal-delivery";
import { rotateSubscriptionSecret } from "@/lib/domain/outgoing-webhooks/rotate-subscription-secret";
import { sendTestEvent } from "@/lib/domain/outgoing-webhooks/send-test-event";
import { setSubscriptionState } from "@/lib/domain/outgoing-webhooks/set-subscription-state";
import { settleDelivery } from "@/lib/domain/outgoing-webhooks/settle-delivery";
import { attemptDelivery, type Outside } from "@/lib/outgoing/attempt-delivery";
import { createOutgoingFirm, type OutgoingFirm, type SubscribeOptions } from "@/tests/support/outgoing-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { answerWith, startTestReceiver, type TestReceiver } from "@/tests/support/test-receiver";

const BODY = JSON.stringify({ id: "evt_1", type: "lead.created", sequence: 7, lead: { firstName: "Zoë" } });
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let database: TestDatabase;
let receiver: TestReceiver;
let clock: number;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());
beforeEach(async () => {
  receiver = await startTestReceiver();
  // The signature's time is checked against the real clock.
  clock = Date.now();
});
afterEach(() => receiver.close());

const outside: Outside = {
  now: () => new Date(clock),
  random: () => 0.5,
  resolve: async () => [{ address: "127.0.0.1", family: 4 }],
  policy: { allowLoopback: true },
  deadlineMs: 500,
};

let firmCount = 0;

async function underWay(options: SubscribeOptions = {}) {
  firmCount += 1;
  const firm = await createOutgoingFirm(`org_deliveries_${firmCount}`);
  const subscription = await firm.subscribe({ url: receiver.url, ...options });
  return { firm, ...subscription, deliveryId: await sendOne(firm, subscription.subscriptionId) };
}

async function sendOne(firm: OutgoingFirm, subscriptionId: string): Promise<string> {
  const delivery = { subscriptionId, eventType: "lead.created", sequence: 7, payload: BODY, origin: "event" } as const;
  return (await firm.run((tx) => insertDelivery(tx, { ...delivery, now: new Date(clock) }))).deliveryId;
}

/** What the worker does with a delivery's job, by default the next one. */
async function attempt(
  firm: OutgoingFirm,
  deliveryId: string,
  changes: Partial<Outside & { number: number }> = {},
): Promise<void> {
  const number = changes.number ?? (await attemptsOf(firm, deliveryId)) + 1;
  const signal = new AbortController().signal;
  await attemptDelivery(firm.principal, { deliveryId, number, signal }, { ...outside, ...changes });
}

async function attemptsOf(firm: OutgoingFirm, deliveryId: string): Promise<number> {
  const rows = await firm.run((tx) =>
    tx
      .select({ attempts: webhookDeliveries.attempts })
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.id, deliveryId)),
  );
  return rows[0]?.attempts ?? 0;
}

async function detailOf(firm: OutgoingFirm, subscriptionId: string, deliveryId: string) {
  const detail = await firm.run((tx) => findDelivery(tx, { subscriptionId, deliveryId }));
  if (detail === null) throw new Error("there is no such delivery");
  return detail;
}

function subscriptionOf(firm: OutgoingFirm, subscriptionId: string) {
  return firm.run((tx) => findSubscription(tx, subscriptionId));
}

async function jobsOf(deliveryId: string): Promise<{ number: number; at: Date }[]> {
  const { rows } = await database.asOwner(
    `select (data->'payload'->>'number')::int as number, start_after as at from pgboss.job
     where name = 'webhooks.deliver' and data->'payload'->>'deliveryId' = $1 order by 1`,
    [deliveryId],
  );
  return rows as { number: number; at: Date }[];
}

test("WH-13 a delivery is signed as Standard Webhooks say: the receiver's library verifies it, and a flipped byte fails", async () => {
  const { firm, secret, deliveryId, subscriptionId } = await underWay({
    headers: [{ name: "x-make-apikey", value: "key-of-the-scenario" }],
  });
  await attempt(firm, deliveryId);
  const [post] = receiver.received;
  const headers = post?.headers as Record<string, string>;
  expect(new Webhook(secret).verify(post?.body ?? "", headers)).toEqual(JSON.parse(BODY));
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
    deliveredAt: new Date(clock),
    attemptLog: [{ number: 1, status: 200, failure: null }],
  });
  expect((await firm.run((tx) => revealDelivery(tx, { deliveryId }))).answers).toEqual([
    { number: 1, text: "Accepted" },
  ]);
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({ lastSuccessAt: new Date(clock), failureCount: 0 });
});

test("during a rotation both secrets verify; when it is over the old one does not", async () => {
  const { firm, secret: old, deliveryId, subscriptionId } = await underWay();
  const rotated = await firm.run((tx) =>
    rotateSubscriptionSecret(tx, { subscriptionId, overlapHours: 24 }, new Date(clock - 23 * HOUR)),
  );
  await attempt(firm, deliveryId);
  const within = receiver.received[0];
  for (const secret of [old, rotated.secret]) {
    new Webhook(secret).verify(within?.body ?? "", within?.headers as Record<string, string>);
  }
  await firm.run((tx) =>
    tx
      .update(webhookSubscriptions)
      .set({ previousSecretUsableUntil: new Date(clock - 1) })
      .where(eq(webhookSubscriptions.id, subscriptionId)),
  );
  await attempt(firm, await sendOne(firm, subscriptionId));
  const after = receiver.received[1];
  new Webhook(rotated.secret).verify(after?.body ?? "", after?.headers as Record<string, string>);
  expect(() => new Webhook(old).verify(after?.body ?? "", after?.headers as Record<string, string>)).toThrow();
});

test("a receiver that fails is tried at 0 s, 30 s, 2 min, 10 min, 1 h, 6 h and 24 h, always with the same id and bytes", async () => {
  const { firm, deliveryId, subscriptionId } = await underWay();
  const first = clock;
  const triedAt: number[] = [];
  for (let number = 1; number <= 7; number += 1) {
    receiver.answers.push(answerWith(500));
    await attempt(firm, deliveryId);
    triedAt.push((clock - first) / 1_000);
    const { state, attempts, nextAttemptAt } = await detailOf(firm, subscriptionId, deliveryId);
    expect({ attempts, state }).toEqual({ attempts: number, state: number < 7 ? "waiting" : "failed" });
    if (nextAttemptAt === null) break;
    expect((await jobsOf(deliveryId)).at(-1)).toEqual({ number: number + 1, at: nextAttemptAt });
    await attempt(firm, deliveryId, { number });
    expect(receiver.received).toHaveLength(number);
    clock = nextAttemptAt.getTime();
  }
  expect(triedAt).toEqual([0, 30, 120, 600, 3_600, 21_600, 86_400]);
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(new Set(receiver.received.map(({ body }) => body))).toEqual(new Set([BODY]));
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(7);
  await attempt(firm, deliveryId);
  expect(receiver.received).toHaveLength(7);
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
  const { firm, deliveryId, subscriptionId } = await underWay();
  receiver.answers.push(answerWith(502));
  await attempt(firm, deliveryId, { random: () => random });
  const { nextAttemptAt } = await detailOf(firm, subscriptionId, deliveryId);
  expect(((nextAttemptAt?.getTime() ?? 0) - clock) / 1_000).toBe(seconds);
});

test.each([
  [429, "120", 120],
  [503, "90", 90],
  [503, "5", 30],
  [429, "86400", 3_600],
  [429, "soon", 30],
  [500, "120", 30],
])("after a %d with Retry-After %s the next attempt comes in %d seconds", async (status, retryAfter, seconds) => {
  const { firm, deliveryId, subscriptionId } = await underWay();
  receiver.answers.push(answerWith(status, retryAfter));
  await attempt(firm, deliveryId);
  const { nextAttemptAt, state } = await detailOf(firm, subscriptionId, deliveryId);
  expect(state).toBe("waiting");
  expect(((nextAttemptAt?.getTime() ?? 0) - clock) / 1_000).toBe(seconds);
});

test("a Retry-After that names a moment is waited for", async () => {
  const { firm, deliveryId, subscriptionId } = await underWay();
  clock = Math.ceil(clock / 1_000) * 1_000;
  receiver.answers.push(answerWith(429, new Date(clock + 600_000).toUTCString()));
  await attempt(firm, deliveryId);
  const { nextAttemptAt } = await detailOf(firm, subscriptionId, deliveryId);
  expect(nextAttemptAt).toEqual(new Date(clock + 600_000));
});

test.each([400, 401, 403, 404, 405, 413, 422])("a %d stops the delivery and counts one failure", async (status) => {
  const { firm, deliveryId, subscriptionId } = await underWay();
  receiver.answers.push(answerWith(status));
  await attempt(firm, deliveryId);
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
  const { firm, deliveryId, subscriptionId } = await underWay();
  receiver.answers.push((response) => {
    response.writeHead(302, { location: inside.url }).end();
  });
  await attempt(firm, deliveryId);
  expect(inside.received).toEqual([]);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "waiting", lastFailure: "http_302" });
  await inside.close();
});

test("WH-13 410 disables the subscription, cancels what waits for it, and only a person brings it back", async () => {
  const { firm, deliveryId, subscriptionId } = await underWay();
  const waiting = await sendOne(firm, subscriptionId);
  receiver.answers.push(answerWith(410));
  await attempt(firm, deliveryId);
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({ state: "disabled", disabledReason: "gone" });
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "failed", lastFailure: "http_410" });
  expect(await detailOf(firm, subscriptionId, waiting)).toMatchObject({ state: "cancelled", attempts: 0 });
  await attempt(firm, waiting);
  expect(receiver.received).toHaveLength(1);
  await firm.run((tx) => setSubscriptionState(tx, { subscriptionId, state: "active" }));
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({
    state: "active",
    disabledReason: null,
    failingSince: null,
    failureCount: 0,
  });
});

test("five days of failures disable a subscription when a delivery ends; a success in between starts the count again", async () => {
  const { firm, deliveryId, subscriptionId } = await underWay();
  receiver.answers.push(answerWith(404));
  await attempt(firm, deliveryId);
  clock += 4 * DAY;
  receiver.answers.push(answerWith(404));
  await attempt(firm, await sendOne(firm, subscriptionId));
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({ state: "active", failureCount: 2 });
  await attempt(firm, await sendOne(firm, subscriptionId));
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({ failingSince: null, failureCount: 0 });
  receiver.answers.push(answerWith(404));
  await attempt(firm, await sendOne(firm, subscriptionId));
  clock += 5 * DAY;
  receiver.answers.push(answerWith(500));
  await attempt(firm, await sendOne(firm, subscriptionId));
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({ state: "active", failureCount: 2 });
  receiver.answers.push(answerWith(404));
  await attempt(firm, await sendOne(firm, subscriptionId));
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({ state: "disabled", disabledReason: "failing" });
  const states = (await firm.deliveries(subscriptionId)).map(({ state }) => state).toSorted();
  expect(states).toEqual(["cancelled", "delivered", "failed", "failed", "failed", "failed"]);
});

test("a lost answer and a process that died are repeated with the same id", async () => {
  const { firm, deliveryId, subscriptionId } = await underWay();
  receiver.answers.push(() => undefined);
  await attempt(firm, deliveryId);
  const lost = await detailOf(firm, subscriptionId, deliveryId);
  expect(lost).toMatchObject({ state: "waiting", lastStatus: null, lastFailure: "timeout" });
  clock = lost.nextAttemptAt?.getTime() ?? 0;
  await firm.run((tx) => beginDelivery(tx, { deliveryId, number: 2, now: new Date(clock) }));
  await attempt(firm, deliveryId);
  const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
  expect(ids).toEqual([lost.messageId, lost.messageId]);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "delivered", attempts: 2 });
});

test("an attempt is settled once, whoever comes second", async () => {
  const { firm, deliveryId, subscriptionId } = await underWay();
  const settle = (answer: ReceiverAnswer) =>
    firm.run((tx) =>
      settleDelivery(tx, {
        deliveryId,
        number: 1,
        startedAt: new Date(clock),
        now: new Date(clock),
        answer,
        random: 0.5,
      }),
    );
  await settle({ kind: "answered", status: 200, retryAfter: null, excerpt: "" });
  await settle({ kind: "failed", failure: "timeout" });
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "delivered", attempts: 1 });
  await attempt(firm, deliveryId);
  expect(receiver.received).toEqual([]);
});

test("while a subscription is paused nothing goes out; resuming sends what waited", async () => {
  const { firm, deliveryId, subscriptionId } = await underWay();
  await firm.run((tx) => setSubscriptionState(tx, { subscriptionId, state: "paused" }));
  await attempt(firm, deliveryId);
  expect(receiver.received).toEqual([]);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "waiting", nextAttemptAt: null });
  const resume = () => firm.run((tx) => resumeDeliveries(tx, { subscriptionId, now: new Date(clock) }));
  await resume();
  expect((await detailOf(firm, subscriptionId, deliveryId)).nextAttemptAt).toBeNull();
  await firm.run((tx) => setSubscriptionState(tx, { subscriptionId, state: "active" }));
  const { rows } = await database.asOwner(
    "select 1 from pgboss.job where name = 'webhooks.resume-deliveries' and data->'payload'->>'subscriptionId' = $1",
    [subscriptionId],
  );
  expect(rows).toHaveLength(1);
  expect(await resume()).toEqual({ hasMore: false });
  await attempt(firm, deliveryId);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "delivered" });
});

test("a delivery that was cancelled while it was sent keeps its attempt and is not planned again", async () => {
  const { firm, deliveryId, subscriptionId } = await underWay();
  receiver.answers.push((response) => {
    void firm
      .run((tx) => setSubscriptionState(tx, { subscriptionId, state: "deleted" }))
      .then(() => response.writeHead(500).end());
  });
  await attempt(firm, deliveryId, { deadlineMs: 5_000 });
  const [row] = await firm.run((tx) => tx.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, deliveryId)));
  expect(row).toMatchObject({ state: "cancelled", attempts: 1, lastStatus: 500, nextAttemptAt: null });
});

test("a suspended firm sends nothing until it is not, and a deleted one never again", async () => {
  const { firm, deliveryId, subscriptionId } = await underWay();
  const mark = (values: Partial<typeof firms.$inferInsert>) =>
    firm.run((tx) => tx.update(firms).set(values).where(eq(firms.tenantId, firm.principal.tenantId)));
  await mark({ suspendedAt: new Date(clock) });
  await attempt(firm, deliveryId);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({
    state: "waiting",
    attempts: 0,
    nextAttemptAt: new Date(clock + HOUR),
  });
  await mark({ suspendedAt: null, deletedAt: new Date(clock) });
  clock += HOUR;
  await attempt(firm, deliveryId);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "cancelled" });
  expect(receiver.received).toEqual([]);
});

test("a replay is the same event under a new message id, and only of what is over", async () => {
  const { firm, deliveryId, subscriptionId } = await underWay();
  await expect(firm.run((tx) => replayDelivery(tx, { deliveryId }))).rejects.toMatchObject({ code: "conflict" });
  receiver.answers.push(answerWith(422));
  await attempt(firm, deliveryId);
  const replay = await firm.run((tx) => replayDelivery(tx, { deliveryId }));
  await attempt(firm, replay.deliveryId);
  expect(receiver.received[1]?.body).toBe(BODY);
  expect(receiver.received[1]?.headers["webhook-id"]).not.toBe(receiver.received[0]?.headers["webhook-id"]);
  expect(await detailOf(firm, subscriptionId, replay.deliveryId)).toMatchObject({
    state: "delivered",
    origin: "replay",
    replayOf: deliveryId,
    sequence: 7,
  });
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "failed" });
});

test("an event that is no longer kept is neither sent nor replayed", async () => {
  const { firm, deliveryId, subscriptionId } = await underWay();
  const kept = await sendOne(firm, subscriptionId);
  await firm.run((tx) =>
    tx
      .update(webhookDeliveries)
      .set({ payloadCiphertext: null })
      .where(eq(webhookDeliveries.subscriptionId, subscriptionId)),
  );
  await attempt(firm, deliveryId);
  await attempt(firm, kept);
  expect(receiver.received).toEqual([]);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "cancelled", hasPayload: false });
  const replay = firm.run((tx) => replayDelivery(tx, { deliveryId }));
  await expect(replay).rejects.toMatchObject({ code: "precondition_failed" });
  expect((await firm.run((tx) => revealDelivery(tx, { deliveryId }))).payload).toBeNull();
});

test("a test goes out once, also while paused, is marked, and says nothing about the subscription's health", async () => {
  const { firm, subscriptionId } = await underWay({ eventTypes: ["call.ended"] });
  await firm.run((tx) => setSubscriptionState(tx, { subscriptionId, state: "paused" }));
  receiver.answers.push(answerWith(500));
  for (let time = 0; time < 2; time += 1) {
    const { deliveryId } = await firm.run((tx) => sendTestEvent(tx, { subscriptionId }));
    await attempt(firm, deliveryId);
    expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({
      origin: "test",
      state: time === 0 ? "failed" : "delivered",
      attempts: 1,
      nextAttemptAt: null,
    });
  }
  expect(JSON.parse(receiver.received[0]?.body ?? "")).toMatchObject({ type: "call.ended", test: true });
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({
    state: "paused",
    failureCount: 0,
    lastSuccessAt: null,
    lastFailureAt: null,
  });
});

test("400 of Make's gateway is a full queue, which passes", async () => {
  const { firm, deliveryId, subscriptionId } = await underWay();
  const settle = async (host: string, id: string) => {
    await firm.run((tx) =>
      tx.update(webhookSubscriptions).set({ urlHost: host }).where(eq(webhookSubscriptions.id, subscriptionId)),
    );
    const answer = { kind: "answered", status: 400, retryAfter: null, excerpt: "Queue is full" } as const;
    const now = new Date(clock);
    await firm.run((tx) => settleDelivery(tx, { deliveryId: id, number: 1, startedAt: now, now, answer, random: 0.5 }));
    return (await detailOf(firm, subscriptionId, id)).state;
  };
  expect(await settle("hook.eu2.make.com", deliveryId)).toBe("waiting");
  expect(await settle("hook.us1.make.celonis.com", await sendOne(firm, subscriptionId))).toBe("waiting");
  expect(await settle("hook.eu2.make.com.example.com", await sendOne(firm, subscriptionId))).toBe("failed");
});

test("of an answer's body 1 KB is kept, sealed", async () => {
  const { firm, deliveryId } = await underWay();
  receiver.answers.push((response) => {
    response.writeHead(500).end(`canary-echo ${"x".repeat(200_000)}`);
  });
  await attempt(firm, deliveryId);
  const { answers } = await firm.run((tx) => revealDelivery(tx, { deliveryId }));
  expect(answers[0]?.text).toHaveLength(1_024);
  const { rows } = await database.asOwner("select answer_ciphertext as bytes from webhook_delivery_attempts");
  for (const { bytes } of rows as { bytes: Uint8Array | null }[]) {
    expect(Buffer.from(bytes ?? []).toString("latin1")).not.toContain("canary-echo");
  }
});

test("WH-13 a receiver whose name leads inside at the time of sending is not reached, and is tried again", async () => {
  const { firm, subscriptionId } = await underWay();
  const deliveryId = await sendOne(firm, subscriptionId);
  await attempt(firm, deliveryId, { policy: { allowLoopback: false } });
  expect(receiver.received).toEqual([]);
  const refused = await detailOf(firm, subscriptionId, deliveryId);
  expect(refused).toMatchObject({ state: "waiting", lastFailure: "forbidden_address", lastStatus: null });
});

test("TEN-02 a job of one firm does nothing with another's delivery, as with one that is not there", async () => {
  const { firm, deliveryId, subscriptionId } = await underWay();
  const hostile = await createOutgoingFirm(`org_hostile_jobs_${firmCount}`);
  await attempt(hostile, deliveryId);
  await attempt(hostile, randomUUID());
  const resumed = hostile.run((tx) => resumeDeliveries(tx, { subscriptionId, now: new Date(clock) }));
  expect(await resumed).toEqual({ hasMore: false });
  await hostile.run((tx) =>
    settleDelivery(tx, {
      deliveryId,
      number: 1,
      startedAt: new Date(clock),
      now: new Date(clock),
      answer: { kind: "answered", status: 410, retryAfter: null, excerpt: "" },
      random: 0,
    }),
  );
  expect(receiver.received).toEqual([]);
  expect(await detailOf(firm, subscriptionId, deliveryId)).toMatchObject({ state: "waiting", attempts: 0 });
  expect(await subscriptionOf(firm, subscriptionId)).toMatchObject({ state: "active" });
});
