import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { callLogs } from "@/db/schema/call-logs";
import { firms } from "@/db/schema/firms";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { webhookEvents } from "@/db/schema/webhook-events";
import { rotateEndpointSecret } from "@/lib/domain/webhook-endpoints/rotate-endpoint-secret";
import { setEndpointState } from "@/lib/domain/webhook-endpoints/set-endpoint-state";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { about, deliver, openWebhookFirm, proofOf, type WebhookFirm } from "./webhook-firm";

/** VAPI's own; tests/webhooks/providers.test.ts goes through every sender and scheme. */
const MODES = ["standard-webhooks", "vapi-hmac", "bearer", "secret-header"] as const;

let embedded: TestDatabase;
let firmA: WebhookFirm;
let firmB: WebhookFirm;
beforeAll(async () => {
  embedded = await createTestDatabase("pglite");
  firmA = await openWebhookFirm("alpha");
  firmB = await openWebhookFirm("beta");
});
afterAll(() => embedded.drop());

const eventsOf = (firm: WebhookFirm) => firm.read((tx) => tx.$count(webhookEvents));
const refusalsOf = (firm: WebhookFirm) =>
  firm.read(async (tx) => {
    const [row] = await tx
      .select({ count: webhookEndpoints.refusedCount, reason: webhookEndpoints.lastRefusal })
      .from(webhookEndpoints);
    const audited = await tx.$count(auditLogs, sql`${auditLogs.action} = 'webhook.refuse'`);
    return { ...row, audited };
  });

/** Sends, and expects a refusal that says nothing of why, is recorded, and keeps no event. */
async function expectRefused(firm: WebhookFirm, send: () => Promise<Response>, reason: string, status = 401) {
  const [events, before] = [await eventsOf(firm), await refusalsOf(firm)];
  const response = await send();
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(Object.keys(await response.json()).toSorted()).toEqual(["code", "requestId", "status", "title", "type"]);
  expect(await eventsOf(firm)).toBe(events);
  expect(await refusalsOf(firm)).toEqual({
    count: (before.count ?? 0) + 1,
    reason,
    audited: before.audited + 1,
  });
}

async function ringing(firm: WebhookFirm): Promise<string> {
  return JSON.stringify({ message: about(await firm.placeCall(), { type: "status-update", status: "ringing" }) });
}

test.each(MODES)("WH-02 %s: a genuine delivery is accepted, and how it was verified is kept", async (mode) => {
  const firm = await openWebhookFirm("modes", mode);
  const body = await ringing(firm);
  const response = await deliver(firm.token, body, proofOf(mode, firm.secret, body));
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ status: "accepted" });
  const [event] = await firm.read((tx) => tx.select().from(webhookEvents));
  expect(event).toMatchObject({ verification: mode, verifiedWith: "current", state: "received", attempts: 0 });
});

test.each(["standard-webhooks", "vapi-hmac"] as const)(
  "WH-01 %s: one flipped bit anywhere in the body is refused",
  async (mode) => {
    const firm = await openWebhookFirm("bits", mode);
    const body = Buffer.from(await ringing(firm));
    const headers = proofOf(mode, firm.secret, body);
    for (const at of [0, Math.floor(body.length / 2), body.length - 1]) {
      const flipped = Buffer.from(body);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
      await expectRefused(firm, () => deliver(firm.token, flipped, headers), "bad_signature");
    }
  },
);

test("WH-01 the same JSON in other bytes is refused: re-serialised, with a space, with a line end", async () => {
  const body = `${await ringing(firmA)} `;
  const headers = proofOf("standard-webhooks", firmA.secret, body);
  const others = [JSON.stringify(JSON.parse(body)), `${body} `, body.replace(":", ": "), `${body.trim()}\r\n`];
  for (const other of others) await expectRefused(firmA, () => deliver(firmA.token, other, headers), "bad_signature");
  expect((await deliver(firmA.token, body, headers)).status).toBe(200);
});

test.each(MODES)("WH-01 %s: a missing, empty, junk or doubled proof header is refused", async (mode) => {
  const firm = await openWebhookFirm("headers", mode);
  const body = await ringing(firm);
  const genuine = proofOf(mode, firm.secret, body);
  for (const name of Object.keys(genuine)) {
    const { [name]: value = "", ...rest } = genuine;
    await expectRefused(firm, () => deliver(firm.token, body, rest), "no_signature");
    await expectRefused(firm, () => deliver(firm.token, body, { ...rest, [name]: "" }), "no_signature");
    await expectRefused(firm, () => deliver(firm.token, body, { ...rest, [name]: `${value}junk` }), "bad_signature");
    const doubled = new Headers(genuine);
    doubled.append(name, value);
    await expectRefused(firm, () => deliver(firm.token, body, doubled), "bad_signature");
  }
});

test("WH-01 a proof of another mode is no proof, even with the right secret", async () => {
  for (const mode of MODES) {
    const firm = await openWebhookFirm("fall", mode);
    const body = await ringing(firm);
    for (const other of MODES.filter((each) => each !== mode)) {
      const headers = proofOf(other, firm.secret, body);
      await expectRefused(firm, () => deliver(firm.token, body, headers), "no_signature");
    }
  }
});

test.each(["standard-webhooks", "vapi-hmac"] as const)(
  "WH-04 %s: a timestamp 301 s off is refused, 299 s is not",
  async (mode) => {
    const firm = await openWebhookFirm("clock", mode);
    for (const offBySeconds of [-301, 302]) {
      const body = await ringing(firm);
      const headers = proofOf(mode, firm.secret, body, new Date(Date.now() + offBySeconds * 1_000));
      await expectRefused(firm, () => deliver(firm.token, body, headers), "stale");
    }
    for (const offBySeconds of [-298, 299]) {
      const body = await ringing(firm);
      const headers = proofOf(mode, firm.secret, body, new Date(Date.now() + offBySeconds * 1_000));
      expect((await deliver(firm.token, body, headers)).status).toBe(200);
    }
  },
);

test("WH-03 another firm's secret, and another firm's endpoint, are refused", async () => {
  const body = await ringing(firmA);
  const byB = proofOf("standard-webhooks", firmB.secret, body);
  await expectRefused(firmA, () => deliver(firmA.token, body, byB), "bad_signature");
  const byA = proofOf("standard-webhooks", firmA.secret, body);
  await expectRefused(firmB, () => deliver(firmB.token, body, byA), "bad_signature");
});

test("WH-03 a proper delivery that names another firm's call token is refused as an unknown token is", async () => {
  const foreign = await firmB.placeCall();
  const unknown = { ...foreign, token: `ct_${"0".repeat(26)}` };
  for (const call of [foreign, unknown]) {
    const message = about(call, { type: "status-update", status: "ended", endedReason: "customer-ended-call" });
    await expectRefused(firmA, () => firmA.send(message), "foreign_call_token");
  }
  const [untouched] = await firmB.read((tx) => tx.select().from(callLogs).where(sql`id = ${foreign.callId}`));
  expect(untouched).toMatchObject({ state: "scheduled", providerCallId: null, revision: 0 });
});

test("WH-03 a call id that is not the token's own is refused, and two tokens contradict each other", async () => {
  const call = await firmA.placeCall();
  const other = await firmA.placeCall();
  await firmA.send(about(call, { type: "status-update", status: "queued" }));
  await firmA.send(about(other, { type: "status-update", status: "queued" }));
  await firmA.work();
  const crossed = { ...call, providerCallId: other.providerCallId };
  const status = { type: "status-update", status: "ended" };
  await expectRefused(firmA, () => firmA.send(about(crossed, status)), "foreign_provider_call");
  const renamed = { ...call, providerCallId: randomUUID() };
  await expectRefused(firmA, () => firmA.send(about(renamed, status)), "foreign_provider_call");
  const header = { "x-call-token": other.token };
  await expectRefused(firmA, () => firmA.send(about(call, status), header), "conflicting_call_tokens");
});

test("a token that comes only as the header names the call as well", async () => {
  const call = await firmA.placeCall();
  const message = { type: "status-update", status: "queued", timestamp: Date.now(), call: { id: call.providerCallId } };
  const response = await firmA.send(message, { "x-call-token": call.token });
  expect(await response.json()).toEqual({ status: "accepted" });
});

test("an unknown or malformed endpoint, a deleted one, and another provider's are one answer", async () => {
  const firm = await openWebhookFirm("gone");
  const body = await ringing(firm);
  const headers = proofOf("standard-webhooks", firm.secret, body);
  await firm.read((tx) => setEndpointState(tx, { endpointId: firm.endpointId, state: "deleted" }));
  for (const token of [firm.token, "A".repeat(32), "x", `${firm.token}%00`, "é".repeat(32)]) {
    const response = await deliver(token, body, headers);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "not_found", status: 404 });
  }
  await expect(
    firm.read((tx) => setEndpointState(tx, { endpointId: firm.endpointId, state: "active" })),
  ).rejects.toMatchObject({ code: "not_found" });
});

test("a paused endpoint asks to come back, also in a process that remembers it as open, and resumes", async () => {
  const firm = await openWebhookFirm("paused");
  const send = async () => {
    const body = await ringing(firm);
    return deliver(firm.token, body, proofOf("standard-webhooks", firm.secret, body));
  };
  expect((await send()).status).toBe(200);
  await firm.read((tx) => setEndpointState(tx, { endpointId: firm.endpointId, state: "paused" }));
  const events = await eventsOf(firm);
  const paused = await send();
  expect(paused.status).toBe(503);
  expect(Number(paused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await eventsOf(firm)).toBe(events);
  await firm.read((tx) => setEndpointState(tx, { endpointId: firm.endpointId, state: "active" }));
  expect((await send()).status).toBe(200);
});

test("DAT-01 a deleted firm's endpoint answers 410, whether or not this process had it open", async () => {
  const [fresh, remembered] = [await openWebhookFirm("closed"), await openWebhookFirm("closing")];
  const bodies = [await ringing(fresh), await ringing(remembered), await ringing(remembered)] as const;
  await deliver(remembered.token, bodies[1], proofOf("standard-webhooks", remembered.secret, bodies[1]));
  for (const firm of [fresh, remembered]) await firm.read((tx) => tx.update(firms).set({ deletedAt: new Date() }));
  expect((await deliver(fresh.token, bodies[0], proofOf("standard-webhooks", fresh.secret, bodies[0]))).status).toBe(
    410,
  );
  const late = proofOf("standard-webhooks", remembered.secret, bodies[2]);
  expect((await deliver(remembered.token, bodies[2], late)).status).toBe(410);
});

test("WH-10 during a rotation both secrets are accepted at once; after the overlap the old one is not", async () => {
  const firm = await openWebhookFirm("rotating");
  const send = async (secret: string) => {
    const body = await ringing(firm);
    return deliver(firm.token, body, proofOf("standard-webhooks", secret, body));
  };
  expect((await send(firm.secret)).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 250));
  const rotated = await firm.read((tx) => rotateEndpointSecret(tx, { endpointId: firm.endpointId, overlapHours: 24 }));
  expect((await send(rotated.secret)).status).toBe(200);
  expect((await send(firm.secret)).status).toBe(200);
  const used = await firm.read((tx) => tx.select({ with: webhookEvents.verifiedWith }).from(webhookEvents));
  expect(used.map((row) => row.with).toSorted()).toEqual(["current", "current", "previous"]);
  await new Promise((resolve) => setTimeout(resolve, 250));
  const last = await firm.read((tx) => rotateEndpointSecret(tx, { endpointId: firm.endpointId, overlapHours: 0 }));
  expect((await send(last.secret)).status).toBe(200);
  await expectRefused(firm, () => send(rotated.secret), "bad_signature");
});

test("WH-10 a header with several signatures is accepted when any of them is right", async () => {
  const body = await ringing(firmA);
  const headers = proofOf("standard-webhooks", firmA.secret, body);
  const wrong = `v1,${Buffer.alloc(32).toString("base64")}`;
  const several = { ...headers, "webhook-signature": `${wrong} v1a,AAAA ${headers["webhook-signature"]}` };
  expect((await deliver(firmA.token, body, several)).status).toBe(200);
});
