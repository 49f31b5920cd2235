import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rowsOf } from "@/db/tenant";
import { deliverySummary } from "@/lib/domain/outgoing-webhooks/deliveries.schema";
import { findDelivery } from "@/lib/domain/outgoing-webhooks/find-delivery";
import { insertDelivery } from "@/lib/domain/outgoing-webhooks/insert-delivery";
import { listDeliveries } from "@/lib/domain/outgoing-webhooks/list-deliveries";
import { findSubscription, listSubscriptions } from "@/lib/domain/outgoing-webhooks/list-subscriptions";
import { replayDelivery } from "@/lib/domain/outgoing-webhooks/replay-delivery";
import { revealDelivery } from "@/lib/domain/outgoing-webhooks/reveal-delivery";
import { revealSubscription } from "@/lib/domain/outgoing-webhooks/reveal-subscription";
import { rotateSubscriptionSecret } from "@/lib/domain/outgoing-webhooks/rotate-subscription-secret";
import { sendTestEvent } from "@/lib/domain/outgoing-webhooks/send-test-event";
import { setSubscriptionState } from "@/lib/domain/outgoing-webhooks/set-subscription-state";
import {
  createSubscriptionInput,
  subscriptionSummary,
  updateSubscriptionInput,
} from "@/lib/domain/outgoing-webhooks/subscriptions.schema";
import { updateSubscription } from "@/lib/domain/outgoing-webhooks/update-subscription";
import { createOutgoingFirm, type OutgoingFirm, RECEIVER_URL } from "@/tests/support/outgoing-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

function insert(firm: OutgoingFirm, subscriptionId: string, sequence: number) {
  const delivery = { subscriptionId, eventType: "lead.created", sequence, payload: "{}", origin: "event" } as const;
  return firm.run((tx) => insertDelivery(tx, { ...delivery, now: new Date() }));
}

async function auditOf(firm: OutgoingFirm, action: string) {
  return firm.run((tx) =>
    rowsOf<{ subject_id: string; actor_id: string; detail: string }>(
      tx,
      sql`select subject_id, actor_id, detail from audit_logs join audit_details using (tenant_id, sequence)
        where action = ${action} order by sequence`,
    ),
  );
}

test("a secret of 32 random bytes is shown at creation; rows, lists and audit hold no secret, no path and no header's value", async () => {
  const firm = await createOutgoingFirm("org_sub_create");
  const { subscriptionId, secret } = await firm.subscribe({
    url: "http://localhost:9/canary-path?canary=query",
    headers: [{ name: "x-make-apikey", value: "canary-header" }],
  });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const [listed] = await firm.run((tx) => listSubscriptions(tx));
  expect(subscriptionSummary.parse(listed)).toMatchObject({
    id: subscriptionId,
    label: "CRM",
    host: "localhost",
    headerNames: ["x-make-apikey"],
    state: "active",
    disabledReason: null,
    lastFailure: null,
  });
  expect(listed?.secretFingerprint).toMatch(/^[0-9a-f]{12}$/);
  const { rows } = await database.asOwner("select to_jsonb(s)::text as row from webhook_subscriptions s");
  const audit = await auditOf(firm, "webhook_subscriptions.insert");
  expect(audit).toMatchObject([{ subject_id: subscriptionId }]);
  const kept = JSON.stringify([rows, audit, listed]);
  expect(kept).not.toMatch(/canary-(path|header)|canary=query/);
  expect(kept).not.toContain(secret.slice(6));
});

test("the address and secret are shown again only on demand, and every showing is audited", async () => {
  const firm = await createOutgoingFirm("org_sub_reveal");
  const { subscriptionId, secret } = await firm.subscribe();
  const shown = await firm.run((tx) => revealSubscription(tx, { subscriptionId }));
  expect(shown).toEqual({ url: RECEIVER_URL, secret });
  expect(await auditOf(firm, "webhook_subscription.reveal")).toMatchObject([
    { subject_id: subscriptionId, actor_id: "user_of_org_sub_reveal" },
  ]);
  const { deliveryId } = await insert(firm, subscriptionId, 1);
  await firm.run((tx) => revealDelivery(tx, { deliveryId }));
  expect(await auditOf(firm, "webhook_delivery.reveal")).toMatchObject([{ subject_id: deliveryId }]);
});

test("a change keeps a header's value that is not given again, drops what is not named, and refuses a new one without", async () => {
  const firm = await createOutgoingFirm("org_sub_update");
  const { subscriptionId } = await firm.subscribe({
    headers: [
      { name: "x-make-apikey", value: "kept" },
      { name: "x-dropped", value: "gone" },
    ],
  });
  await firm.run((tx) =>
    updateSubscription(tx, {
      subscriptionId,
      label: "Make scenario",
      eventTypes: ["case.created"],
      headers: [
        { name: "x-make-apikey", value: null },
        { name: "authorization", value: "Bearer new" },
      ],
    }),
  );
  expect(await firm.run((tx) => findSubscription(tx, subscriptionId))).toMatchObject({
    label: "Make scenario",
    eventTypes: ["case.created"],
    headerNames: ["x-make-apikey", "authorization"],
  });
  const nothing = { subscriptionId, label: "x", eventTypes: ["case.created" as const] };
  const change = firm.run((tx) => updateSubscription(tx, { ...nothing, headers: [{ name: "x-new", value: null }] }));
  await expect(change).rejects.toMatchObject({ code: "invalid_input" });
  await firm.run((tx) => updateSubscription(tx, { ...nothing, headers: [] }));
  expect(await firm.run((tx) => findSubscription(tx, subscriptionId))).toMatchObject({ headerNames: [] });
});

test.each([
  "Host",
  "content-length",
  "Content-Type",
  "connection",
  "Transfer-Encoding",
  "keep-alive",
  "te",
  "trailer",
  "upgrade",
  "proxy-authorization",
  "webhook-id",
  "Webhook-Signature",
  "webhook-timestamp",
  "x-forwarded-for",
  "cookie",
  "user-agent",
  "expect",
  "x bad",
  "x:y",
  "x\r\ny",
  "",
])("WH-13 the header name %j cannot be set", (name) => {
  const input = { url: RECEIVER_URL, label: "CRM", eventTypes: ["lead.created"], headers: [{ name, value: "v" }] };
  expect(createSubscriptionInput.safeParse(input).success).toBe(false);
  const change = { subscriptionId: randomUUID(), label: "CRM", eventTypes: ["lead.created"] };
  expect(updateSubscriptionInput.safeParse({ ...change, headers: [{ name, value: null }] }).success).toBe(false);
});

test("header values are printable ASCII up to 512 characters, ten at most, no name twice", () => {
  const parse = (headers: { name: string; value: string }[]) =>
    createSubscriptionInput.safeParse({ url: RECEIVER_URL, label: "CRM", eventTypes: ["lead.created"], headers });
  expect(parse([{ name: " X-Make-ApiKey ", value: "a".repeat(512) }]).data?.headers[0]?.name).toBe("x-make-apikey");
  for (const value of ["", "a".repeat(513), "ñ", "a\r\nb: c", "a\u0000"]) {
    expect(parse([{ name: "x-key", value }]).success).toBe(false);
  }
  const twice = [
    { name: "x-key", value: "1" },
    { name: "X-Key", value: "2" },
  ];
  expect(parse(twice).success).toBe(false);
  const many = Array.from({ length: 11 }, (_, index) => ({ name: `x-${index}`, value: "v" }));
  expect(parse(many).success).toBe(false);
  expect(parse(many.slice(1)).success).toBe(true);
});

test("an empty or unknown choice of events is refused, and a doubled one is one", () => {
  const parse = (eventTypes: string[]) => createSubscriptionInput.safeParse({ url: "x", label: "CRM", eventTypes });
  expect(parse([]).success).toBe(false);
  expect(parse(["lead.created", "made.up"]).success).toBe(false);
  expect(parse(["lead.created", "lead.created"]).data?.eventTypes).toEqual(["lead.created"]);
});

test("a rotation keeps the old secret for its overlap, or ends it at once", async () => {
  const firm = await createOutgoingFirm("org_sub_rotate");
  const { subscriptionId, secret } = await firm.subscribe();
  const now = new Date("2026-11-24T18:00:00Z");
  const first = await firm.run((tx) => rotateSubscriptionSecret(tx, { subscriptionId, overlapHours: 24 }, now));
  expect(first.secret).not.toBe(secret);
  expect(first.previousUsableUntil).toEqual(new Date("2026-11-25T18:00:00Z"));
  expect((await firm.run((tx) => revealSubscription(tx, { subscriptionId }))).secret).toBe(first.secret);
  const second = await firm.run((tx) => rotateSubscriptionSecret(tx, { subscriptionId, overlapHours: 0 }, now));
  expect(second.previousUsableUntil).toBeNull();
  expect(await firm.run((tx) => findSubscription(tx, subscriptionId))).toMatchObject({
    previousSecretUsableUntil: null,
  });
});

test("a deleted subscription keeps no address and no secret, and what was on its way is cancelled", async () => {
  const firm = await createOutgoingFirm("org_sub_delete");
  const { subscriptionId } = await firm.subscribe();
  const { deliveryId } = await insert(firm, subscriptionId, 1);
  await firm.run((tx) => setSubscriptionState(tx, { subscriptionId, state: "deleted" }));
  expect(await firm.run((tx) => listSubscriptions(tx))).toEqual([]);
  expect(await firm.run((tx) => findDelivery(tx, { subscriptionId, deliveryId }))).toMatchObject({
    state: "cancelled",
  });
  const { rows } = await database.asOwner(
    `select length(url_ciphertext) + length(secret_ciphertext) as bytes, previous_secret_ciphertext as previous,
       headers_ciphertext as headers from webhook_subscriptions where id = $1`,
    [subscriptionId],
  );
  expect(rows).toEqual([{ bytes: 0, previous: null, headers: null }]);
  const again = firm.run((tx) => setSubscriptionState(tx, { subscriptionId, state: "active" }));
  await expect(again).rejects.toMatchObject({ code: "not_found" });
});

test("a firm can have fifty subscriptions, deleted ones aside", async () => {
  const firm = await createOutgoingFirm("org_sub_many");
  const made = [];
  for (let count = 0; count < 50; count += 1) made.push(await firm.subscribe());
  await expect(firm.subscribe()).rejects.toMatchObject({ code: "precondition_failed" });
  const subscriptionId = made[0]?.subscriptionId ?? "";
  await firm.run((tx) => setSubscriptionState(tx, { subscriptionId, state: "deleted" }));
  await firm.subscribe();
  expect(await firm.run((tx) => listSubscriptions(tx))).toHaveLength(50);
});

test("the log of a subscription is paged by key and filtered", async () => {
  const firm = await createOutgoingFirm("org_sub_log");
  const { subscriptionId } = await firm.subscribe();
  for (let sequence = 1; sequence <= 7; sequence += 1) await insert(firm, subscriptionId, sequence);
  await firm.run((tx) => sendTestEvent(tx, { subscriptionId, eventType: "call.ended" }));
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listDeliveries>> = await firm.run((tx) =>
      listDeliveries(tx, { subscriptionId, cursor, limit: 3 }),
    );
    for (const row of page.rows) seen.push(deliverySummary.parse(row).id);
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(new Set(seen).size).toBe(8);
  expect(seen).toHaveLength(8);
  const count = async (filter: object) =>
    (await firm.run((tx) => listDeliveries(tx, { subscriptionId, limit: 50, ...filter }))).rows.length;
  expect(await count({ origin: "test" })).toBe(1);
  expect(await count({ eventType: "lead.created" })).toBe(7);
  expect(await count({ eventType: "lead.created", origin: "test" })).toBe(0);
  expect(await count({ state: "waiting" })).toBe(8);
  expect(await count({ state: "failed" })).toBe(0);
  expect(await count({ cursor: "nonsense" })).toBe(8);
});

test("TEN-02 another firm's subscription and delivery answer as one that is not there, at every verb", async () => {
  const [mine, hostile] = [await createOutgoingFirm("org_sub_mine"), await createOutgoingFirm("org_sub_hostile")];
  const { subscriptionId, secret } = await mine.subscribe();
  const { deliveryId } = await insert(mine, subscriptionId, 1);
  const change = { label: "taken over", eventTypes: ["lead.created" as const], headers: [] };
  const attacks = (ids: { subscriptionId: string; deliveryId: string }) => [
    hostile.run((tx) => updateSubscription(tx, { subscriptionId: ids.subscriptionId, ...change })),
    hostile.run((tx) => rotateSubscriptionSecret(tx, { subscriptionId: ids.subscriptionId, overlapHours: 24 })),
    hostile.run((tx) => setSubscriptionState(tx, { subscriptionId: ids.subscriptionId, state: "paused" })),
    hostile.run((tx) => setSubscriptionState(tx, { subscriptionId: ids.subscriptionId, state: "deleted" })),
    hostile.run((tx) => revealSubscription(tx, { subscriptionId: ids.subscriptionId })),
    hostile.run((tx) => sendTestEvent(tx, { subscriptionId: ids.subscriptionId })),
    hostile.run((tx) => replayDelivery(tx, { deliveryId: ids.deliveryId })),
    hostile.run((tx) => revealDelivery(tx, { deliveryId: ids.deliveryId })),
  ];
  const answers = async (ids: { subscriptionId: string; deliveryId: string }) =>
    (await Promise.allSettled(attacks(ids))).map((result) =>
      result.status === "rejected" ? [result.reason.code, result.reason.publicMessage] : "done",
    );
  const foreign = await answers({ subscriptionId, deliveryId });
  expect(foreign).toEqual(await answers({ subscriptionId: randomUUID(), deliveryId: randomUUID() }));
  expect(foreign.every(([code]) => code === "not_found")).toBe(true);
  expect(await hostile.run((tx) => listSubscriptions(tx))).toEqual([]);
  expect(await hostile.run((tx) => findSubscription(tx, subscriptionId))).toBeNull();
  expect(await hostile.run((tx) => findDelivery(tx, { subscriptionId, deliveryId }))).toBeNull();
  expect(await hostile.deliveries(subscriptionId)).toEqual([]);
  await expect(insert(hostile, subscriptionId, 1)).rejects.toThrow();
  expect(await mine.run((tx) => findSubscription(tx, subscriptionId))).toMatchObject({ state: "active", label: "CRM" });
  expect((await mine.run((tx) => revealSubscription(tx, { subscriptionId }))).secret).toBe(secret);
});
