import "@/tests/auth/clerk-environment";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  createSubscriptionAction,
  findDeliveryStateAction,
  replayDeliveryAction,
  revealDeliveryAction,
  revealSubscriptionAction,
  rotateSubscriptionSecretAction,
  sendOutgoingTestAction,
  setSubscriptionStateAction,
  updateSubscriptionAction,
} from "@/app/settings/webhooks/outgoing/actions";
import { inTenant } from "@/db/tenant";
import type { ActionError } from "@/lib/actions/action-result";
import { findSubscription, listSubscriptions } from "@/lib/domain/outgoing-webhooks/list-subscriptions";
import { appUrl } from "@/tests/auth/clerk-environment";
import { carrying, serve } from "@/tests/auth/request-scope";
import { mintToken, newPerson, type Person } from "@/tests/auth/session-token";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";

// Next revalidates within a request of its own, which the suite has not.
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

const OWN_PAGE = { origin: appUrl, "sec-fetch-site": "same-origin" };
/** A public address in numbers, so that no resolver is asked. */
const RECEIVER = "https://93.184.215.14/canary-path";
const NEW = { url: RECEIVER, label: "CRM", eventTypes: ["lead.created" as const], headers: [] };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

async function act<T>(person: Person, run: () => Promise<T>): Promise<T> {
  const token = await mintToken(person);
  const served = await serve({ headers: carrying(token, "cookie", OWN_PAGE), method: "POST" }, "off", run);
  if (served.by !== "app") throw new Error(`the middleware answered ${served.status}`);
  return served.result;
}

function list(person: Person) {
  return inTenant(testPrincipal(person.organizationId), listSubscriptions);
}

async function subscribed() {
  const admin = newPerson();
  const { data } = await act(admin, () => createSubscriptionAction(NEW));
  if (data?.kind !== "created") throw new Error("the subscription was not made");
  return { admin, ...data };
}

test("an admin subscribes, tries, changes, rotates, reads, pauses and deletes a receiver", async () => {
  const { admin, subscriptionId, secret } = await subscribed();
  const sent = await act(admin, () => sendOutgoingTestAction({ subscriptionId }));
  const deliveryId = sent.data?.deliveryId ?? "";
  const state = await act(admin, () => findDeliveryStateAction({ subscriptionId, deliveryId }));
  expect(state.data).toEqual({ state: "waiting", lastStatus: null, lastFailure: null });
  const change = { subscriptionId, label: "Zap", eventTypes: ["case.created" as const], headers: [] };
  expect(await act(admin, () => updateSubscriptionAction(change))).toEqual({});
  const shown = await act(admin, () => revealSubscriptionAction({ subscriptionId }));
  expect(shown.data).toEqual({ url: RECEIVER, secret });
  const rotated = await act(admin, () => rotateSubscriptionSecretAction({ subscriptionId }));
  expect(rotated.data?.secret).not.toBe(secret);
  const payload = (await act(admin, () => revealDeliveryAction({ deliveryId }))).data?.payload;
  expect(JSON.parse(payload ?? "")).toMatchObject({ type: "lead.created", test: true });
  expect((await act(admin, () => replayDeliveryAction({ deliveryId }))).serverError?.code).toBe("conflict");
  await act(admin, () => setSubscriptionStateAction({ subscriptionId, state: "paused" }));
  expect(await list(admin)).toMatchObject([{ state: "paused", label: "Zap" }]);
  await act(admin, () => setSubscriptionStateAction({ subscriptionId, state: "deleted" }));
  expect(await list(admin)).toEqual([]);
});

test.each([
  ["https://127.0.0.1/", "private_address"],
  ["https://[::1]/", "private_address"],
  ["https://169.254.169.254/latest", "private_address"],
  ["https://10.0.0.8/", "private_address"],
  ["https://0x7f.1/", "private_address"],
  ["https://[::ffff:10.0.0.1]/", "private_address"],
  ["https://localhost/", "private_name"],
  ["http://localhost:3000/api/health", "not_https"],
  ["https://93.184.215.14:8443/", "port"],
  ["https://a:b@93.184.215.14/", "credentials"],
  ["nonsense", "not_a_url"],
])("WH-13 the address %s is refused by the action with its reason, and nothing is saved", async (url, problem) => {
  const admin = newPerson();
  const answer = await act(admin, () => createSubscriptionAction({ ...NEW, url }));
  expect(answer.data).toEqual({ kind: "refused", problem });
  expect(await list(admin)).toEqual([]);
});

test("input that does not fit is answered by field", async () => {
  const admin = newPerson();
  const empty = await act(admin, () => createSubscriptionAction({ ...NEW, url: " ", label: "", eventTypes: [] }));
  expect(Object.keys(empty.validationErrors?.fieldErrors ?? {}).toSorted()).toEqual(["eventTypes", "label", "url"]);
  const header = { name: "Host", value: "inside" };
  const reserved = await act(admin, () => createSubscriptionAction({ ...NEW, headers: [header] }));
  expect(reserved.validationErrors?.fieldErrors["headers"]).toEqual(["reservedHeader"]);
  expect(await list(admin)).toEqual([]);
});

type Answer = { serverError?: ActionError | undefined; data?: unknown };
type Ids = { subscriptionId: string; deliveryId: string };

function everyAction({ subscriptionId, deliveryId }: Ids) {
  const change = { label: "x", eventTypes: ["lead.created" as const], headers: [] };
  return [
    () => updateSubscriptionAction({ subscriptionId, ...change }),
    () => rotateSubscriptionSecretAction({ subscriptionId }),
    () => setSubscriptionStateAction({ subscriptionId, state: "paused" as const }),
    () => setSubscriptionStateAction({ subscriptionId, state: "deleted" as const }),
    () => revealSubscriptionAction({ subscriptionId }),
    () => sendOutgoingTestAction({ subscriptionId }),
    () => replayDeliveryAction({ deliveryId }),
    () => revealDeliveryAction({ deliveryId }),
  ];
}

test.each(["attorney", "paralegal", "intake", "viewer", "guest"])(
  "AUTH-04 the role %s changes nothing here and sees no secret",
  async (role) => {
    const { admin, subscriptionId } = await subscribed();
    const sent = await act(admin, () => sendOutgoingTestAction({ subscriptionId }));
    const ids = { subscriptionId, deliveryId: sent.data?.deliveryId ?? "" };
    const person = { ...newPerson(role), organizationId: admin.organizationId };
    const codes = [(await act(person, () => createSubscriptionAction(NEW))).serverError?.code];
    for (const run of everyAction(ids)) codes.push((await act<Answer>(person, run)).serverError?.code);
    expect(new Set(codes)).toEqual(new Set(["forbidden"]));
    const subscription = await inTenant(testPrincipal(admin.organizationId), (tx) =>
      findSubscription(tx, subscriptionId),
    );
    expect(subscription).toMatchObject({ state: "active", label: "CRM" });
  },
);

test("TEN-02 an admin of another firm finds nothing here, at any action", async () => {
  const { admin, subscriptionId } = await subscribed();
  const sent = await act(admin, () => sendOutgoingTestAction({ subscriptionId }));
  const deliveryId = sent.data?.deliveryId ?? "";
  const hostile = newPerson();
  for (const run of everyAction({ subscriptionId, deliveryId })) {
    const answer = await act<Answer>(hostile, run);
    expect([answer.serverError?.code, answer.data]).toEqual(["not_found", undefined]);
  }
  const found = await act(hostile, () => findDeliveryStateAction({ subscriptionId, deliveryId }));
  expect(found.data).toBeNull();
  expect(await list(hostile)).toEqual([]);
  expect(await list(admin)).toMatchObject([{ state: "active" }]);
});
