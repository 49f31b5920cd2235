import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { apiKeys } from "@/db/schema/api-keys";
import { connections } from "@/db/schema/connections";
import { inTenant } from "@/db/tenant";
import { configureVapi } from "@/lib/connections/vapi/configure-vapi";
import { connectVapi } from "@/lib/connections/vapi/connect-vapi";
import { credentialSecret, credentialSettings } from "@/lib/connections/vapi/credential-settings";
import { disconnectVapi } from "@/lib/connections/vapi/disconnect-vapi";
import { findVapiConnection } from "@/lib/connections/vapi/find-vapi-connection";
import { restoreVapiKey } from "@/lib/connections/vapi/restore-vapi-key";
import { testVapi } from "@/lib/connections/vapi/test-vapi";
import { problemOf } from "@/lib/connections/vapi/vapi-problem";
import type { Principal } from "@/lib/core/principal";
import { findEndpointPath } from "@/lib/domain/webhook-endpoints/find-endpoint-path";
import { revealEndpoint } from "@/lib/domain/webhook-endpoints/reveal-endpoint";
import { setEndpointState } from "@/lib/domain/webhook-endpoints/set-endpoint-state";
import { expireApiKeys } from "@/lib/jobs/handlers/expire-api-keys";
import { expireApiKeys as expireAt } from "@/lib/vault/expire-api-keys";
import { getApiKey } from "@/lib/vault/get-api-key";
import { verificationKeyOf, verifySignature } from "@/lib/webhooks/verify-signature";
import { credentialInput } from "@/simulators/vapi/schema/credential.schema";
import { signWebhook } from "@/simulators/vapi/webhooks/sign-webhook";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { closeVapi, newVapiAccount, planFrom } from "./vapi-account";

const APP_URL = "https://desk.example";
const NUMBER = "+16025550110";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(async () => {
  await database.drop();
  await closeVapi();
});

function newFirm(): Principal {
  return testPrincipal(`org_${randomUUID().replaceAll("-", "")}`);
}

function connect(firm: Principal, apiKey: string) {
  return connectVapi(firm, { apiKey, userId: "user_admin", appUrl: APP_URL });
}

function find(firm: Principal) {
  return inTenant(firm, findVapiConnection);
}

/** A firm whose connection lacks nothing. */
async function connectedFirm() {
  const firm = newFirm();
  const account = newVapiAccount();
  await account.addNumber(NUMBER);
  await connect(firm, account.key);
  const { secret, endpointId, path } = await reveal(firm);
  const plan = planFrom(credentialSettings("standard-webhooks"), credentialSecret(secret));
  const credentialId = await account.addCredential(plan);
  await configureVapi(firm, { appUrl: APP_URL, credentialId });
  return { firm, account, credentialId, endpointId, path };
}

async function reveal(firm: Principal) {
  const { endpoint } = await find(firm);
  if (!endpoint) throw new Error("no endpoint");
  return inTenant(firm, (tx) => revealEndpoint(tx, { endpointId: endpoint.id }));
}

test("connecting keeps an accepted key, makes the assistant and points it and the number at the firm's door", async () => {
  const firm = newFirm();
  const account = newVapiAccount();
  await account.addNumber(NUMBER);
  expect(await connect(firm, account.key)).toEqual({
    kind: "saved",
    isNewKey: true,
    configured: { kind: "ready", hasNumber: true, isSigned: false },
  });
  const found = await find(firm);
  const [assistant] = await account.assistants();
  const path = await inTenant(firm, (tx) => findEndpointPath(tx, found.endpoint?.id ?? ""));
  expect(assistant?.server.url).toBe(`${APP_URL}${path}`);
  expect(found).toMatchObject({
    state: "connected",
    problems: ["unsigned"],
    assistantId: assistant?.id,
    phoneNumber: NUMBER,
    keys: [{ state: "current", lastFour: account.key.slice(-4), createdByUserId: "user_admin" }],
    endpoint: { state: "active", strength: "signed" },
  });
});

test("a key that the provider refuses is not saved, and neither is anything else", async () => {
  const firm = newFirm();
  expect(await connect(firm, "not-a-key-of-anybody")).toEqual({ kind: "bad_key" });
  expect(await find(firm)).toMatchObject({ state: "disconnected", problems: [], keys: [], endpoint: null });
  expect(await inTenant(firm, (tx) => tx.select().from(apiKeys))).toEqual([]);
});

test("a refused key leaves the one before in use", async () => {
  const { firm, account } = await connectedFirm();
  expect(await connect(firm, "not-a-key-of-anybody")).toEqual({ kind: "bad_key" });
  expect(await inTenant(firm, (tx) => getApiKey(tx, "vapi"))).toBe(account.key);
  expect(await find(firm)).toMatchObject({ state: "connected", problems: [] });
});

test("testing a typed key keeps nothing", async () => {
  const firm = newFirm();
  const { key } = newVapiAccount();
  expect(await testVapi(firm, { typedKey: key, appUrl: APP_URL })).toEqual({ ok: true });
  expect(await testVapi(firm, { typedKey: "wrong", appUrl: APP_URL })).toEqual({ ok: false, problem: "bad_key" });
  expect(await find(firm)).toMatchObject({ state: "disconnected", keys: [] });
  await expect(testVapi(firm, { typedKey: null, appUrl: APP_URL })).rejects.toMatchObject({
    code: "precondition_failed",
  });
});

test("a new key replaces the old one, which overlaps for 24 hours and is destroyed afterwards", async () => {
  const { firm, account } = await connectedFirm();
  const next = newVapiAccount();
  await next.addNumber(NUMBER);
  expect(await connect(firm, next.key)).toMatchObject({ kind: "saved", isNewKey: true });
  expect(await inTenant(firm, (tx) => getApiKey(tx, "vapi"))).toBe(next.key);
  const { keys } = await find(firm);
  expect(keys.map(({ state, lastFour }) => [state, lastFour])).toEqual([
    ["current", next.key.slice(-4)],
    ["previous", account.key.slice(-4)],
  ]);
  const hours = ((keys[1]?.usableUntil?.getTime() ?? 0) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(23.9);
  expect(hours).toBeLessThanOrEqual(24);
  const job = { id: randomUUID(), data: { tenantId: firm.tenantId, payload: {} }, retryCount: 0, retryLimit: 5 };
  await expireApiKeys.run({ ...job, signal: new AbortController().signal });
  expect((await find(firm)).keys).toHaveLength(2);
  await inTenant(firm, (tx) => expireAt(tx, new Date(Date.now() + 25 * 3_600_000)));
  expect((await find(firm)).keys.map(({ state }) => state)).toEqual(["current"]);
  const sealed = await inTenant(firm, (tx) => tx.select().from(apiKeys).where(eq(apiKeys.state, "deleted")));
  expect(sealed.map(({ ciphertext }) => ciphertext)).toEqual([null]);
});

test("a replaced key can be gone back to while it overlaps, and the account follows it", async () => {
  const { firm, account } = await connectedFirm();
  const next = newVapiAccount();
  await connect(firm, next.key);
  expect(await find(firm)).toMatchObject({ problems: ["no_number", "unsigned"] });
  expect(await restoreVapiKey(firm, { appUrl: APP_URL })).toMatchObject({ kind: "ready", hasNumber: true });
  expect(await inTenant(firm, (tx) => getApiKey(tx, "vapi"))).toBe(account.key);
  const { keys } = await find(firm);
  expect(keys.map(({ state, lastFour }) => [state, lastFour])).toEqual([
    ["current", account.key.slice(-4)],
    ["previous", next.key.slice(-4)],
  ]);
  await inTenant(firm, (tx) =>
    tx.update(apiKeys).set({ usableUntil: new Date() }).where(eq(apiKeys.state, "previous")),
  );
  await expect(restoreVapiKey(firm, { appUrl: APP_URL })).rejects.toMatchObject({ code: "not_found" });
});

test("a key of another account gets an assistant and a number there, and says that its webhooks are unsigned", async () => {
  const { firm } = await connectedFirm();
  const next = newVapiAccount();
  await next.addNumber("+16025550111");
  expect(await connect(firm, next.key)).toMatchObject({
    configured: { kind: "ready", hasNumber: true, isSigned: false },
  });
  const [assistant] = await next.assistants();
  expect(await find(firm)).toMatchObject({
    state: "connected",
    problems: ["unsigned"],
    assistantId: assistant?.id,
    phoneNumber: "+16025550111",
    credentialId: null,
  });
});

test("the key that is in use already is not rotated with itself", async () => {
  const { firm, account } = await connectedFirm();
  expect(await connect(firm, account.key)).toMatchObject({ kind: "saved", isNewKey: false });
  expect((await find(firm)).keys).toHaveLength(1);
});

test("saving a credential updates the assistant's server in place, and nothing is wrong any more", async () => {
  const { firm, account, credentialId, path } = await connectedFirm();
  expect(await account.assistants()).toMatchObject([{ server: { url: `${APP_URL}${path}`, credentialId } }]);
  expect(await find(firm)).toMatchObject({ state: "connected", problems: [], credentialId });
  const moved = await configureVapi(firm, { appUrl: "https://moved.example" });
  expect(moved).toEqual({ kind: "ready", hasNumber: true, isSigned: true });
  expect(await account.assistants()).toMatchObject([{ server: { url: `https://moved.example${path}`, credentialId } }]);
});

test("a credential that the account does not have is refused and changes nothing", async () => {
  const { firm, account, credentialId } = await connectedFirm();
  expect(await configureVapi(firm, { appUrl: APP_URL, credentialId: randomUUID() })).toEqual({
    kind: "failed",
    failure: "unknown_credential",
  });
  expect(await find(firm)).toMatchObject({ state: "connected", problems: [], credentialId });
  expect(await account.assistants()).toMatchObject([{ server: { credentialId } }]);
});

test("WH-02 deliveries signed by a credential made from the shown settings pass the firm's door", async () => {
  const { firm } = await connectedFirm();
  const { secret } = await reveal(firm);
  const plan = planFrom(credentialSettings("standard-webhooks"), credentialSecret(secret));
  const credential = credentialInput.parse({ provider: "custom-credential", authenticationPlan: plan });
  const now = new Date();
  const body = '{"message":{"type":"hang"}}';
  const subject = { body, url: APP_URL, method: "POST" as const, messageId: "msg_1", timestamp: now };
  const { headers } = signWebhook(credential.authenticationPlan, subject);
  const key = verificationKeyOf("standard-webhooks", secret);
  if (!key) throw new Error("no key");
  const delivery = { bytes: Buffer.from(body), headers: new Headers(headers), url: APP_URL, provider: "vapi", now };
  const keys = [{ label: "current" as const, key, usableUntil: null }];
  expect(verifySignature("standard-webhooks", delivery, keys)).toMatchObject({ ok: true });
  expect(credentialSecret(secret)).not.toContain("whsec_");
});

test("an account without a number is connected but needs attention, and testing again finds the number", async () => {
  const firm = newFirm();
  const account = newVapiAccount();
  expect(await connect(firm, account.key)).toMatchObject({ configured: { kind: "ready", hasNumber: false } });
  expect(await find(firm)).toMatchObject({ state: "failing", problems: ["no_number", "unsigned"], phoneNumber: null });
  const again = { typedKey: null, appUrl: APP_URL };
  expect(await testVapi(firm, again)).toEqual({ ok: false, problem: "no_number" });
  await account.addNumber(NUMBER);
  expect(await testVapi(firm, again)).toEqual({ ok: true });
  expect(await find(firm)).toMatchObject({ state: "connected", problems: ["unsigned"], phoneNumber: NUMBER });
  expect(await account.assistants()).toHaveLength(1);
});

test("disconnecting ends the keys and pauses the door; a deleted door stays deleted", async () => {
  const { firm, endpointId } = await connectedFirm();
  await inTenant(firm, (tx) => setEndpointState(tx, { endpointId, state: "deleted" }));
  await configureVapi(firm, { appUrl: APP_URL });
  await disconnectVapi(firm);
  expect(await find(firm)).toMatchObject({ state: "disconnected", keys: [], endpoint: { state: "paused" } });
  expect((await find(firm)).endpoint?.id).not.toBe(endpointId);
  const keys = await inTenant(firm, (tx) => tx.select().from(apiKeys));
  expect(keys.map(({ state, ciphertext }) => [state, ciphertext])).toEqual([["deleted", null]]);
  await expect(configureVapi(firm, { appUrl: APP_URL })).rejects.toMatchObject({ code: "precondition_failed" });
});

test("connecting again opens the door that disconnecting had paused, with the same address", async () => {
  const { firm, account, endpointId, credentialId } = await connectedFirm();
  await disconnectVapi(firm);
  expect(await connect(firm, account.key)).toMatchObject({ kind: "saved", isNewKey: true });
  expect(await find(firm)).toMatchObject({
    state: "connected",
    problems: [],
    credentialId,
    endpoint: { id: endpointId, state: "active" },
  });
});

test("a door that a person paused stays paused through a rotation, and the connection says so", async () => {
  const { firm, account, endpointId } = await connectedFirm();
  await inTenant(firm, (tx) => setEndpointState(tx, { endpointId, state: "paused" }));
  await connect(firm, account.key);
  expect(await find(firm)).toMatchObject({ problems: ["paused"], endpoint: { state: "paused" } });
});

test("a connection that was ended while the provider was asked stays ended", async () => {
  const { firm } = await connectedFirm();
  await inTenant(firm, (tx) => tx.update(connections).set({ lastTestResult: "bad_key", state: "failing" }));
  const asking = testVapi(firm, { typedKey: null, appUrl: APP_URL }).catch(() => null);
  await disconnectVapi(firm);
  await asking;
  expect(await find(firm)).toMatchObject({ state: "disconnected", keys: [] });
});

test("every failure of a request has its problem in words", () => {
  expect(problemOf({ kind: "refused", reason: "forbidden" })).toBe("bad_key");
  expect(problemOf({ kind: "refused", reason: "payment_required" })).toBe("payment_required");
  expect(problemOf({ kind: "refused", reason: "conflict" })).toBe("refused");
  expect(problemOf({ kind: "rate_limited" })).toBe("rate_limited");
  expect(problemOf({ kind: "lost" })).toBe("unreachable");
});

test("TEN-09 another firm sees nothing of a connection", async () => {
  const { endpointId } = await connectedFirm();
  const stranger = newFirm();
  expect(await find(stranger)).toMatchObject({ state: "disconnected", keys: [], endpoint: null });
  await expect(inTenant(stranger, (tx) => revealEndpoint(tx, { endpointId }))).rejects.toMatchObject({
    code: "not_found",
  });
});

const tableRows = z.array(z.object({ table_schema: z.string(), table_name: z.string() }));

test("SEC-06 after saving, the key's text is in no page data, no audit row and no row of any table", async () => {
  const { firm, account } = await connectedFirm();
  const { secret, path } = await reveal(firm);
  await testVapi(firm, { typedKey: null, appUrl: APP_URL });
  await connect(firm, newVapiAccount().key);
  const { rows } = await database.asOwner(`select table_schema, table_name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
  const tables = tableRows.parse(rows);
  expect(tables.length).toBeGreaterThan(20);
  const dump = [JSON.stringify(await find(firm))];
  for (const { table_schema, table_name } of tables) {
    const found = await database.asOwner(`select t::text as line from "${table_schema}"."${table_name}" t`);
    dump.push(JSON.stringify(found.rows));
  }
  const { fingerprint } = (await find(firm)).keys[0] ?? { fingerprint: "none" };
  expect(dump.filter((text) => text.includes(fingerprint)).length, "what may be seen is seen").toBeGreaterThan(1);
  const canaries = [account.key, account.key.slice(9), credentialSecret(secret), path.split("/").at(-1) ?? path];
  for (const canary of canaries) {
    for (const shape of [canary, Buffer.from(canary).toString("hex"), Buffer.from(canary).toString("base64")]) {
      expect(dump.some((text) => text.includes(shape))).toBe(false);
    }
  }
});
