import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { callLogs } from "@/db/schema/call-logs";
import { firms } from "@/db/schema/firms";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { webhookEvents } from "@/db/schema/webhook-events";
import { createFloodGuard } from "@/lib/webhooks/flood-guard";
import { receiveWebhook } from "@/lib/webhooks/receive-webhook";
import { findProvider } from "@/lib/webhooks/registry";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { about, deliver, type Json, openWebhookFirm, proofOf, toolCall, type WebhookFirm } from "./webhook-firm";

const PLATFORM_SECRET = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;

let embedded: TestDatabase;
let firm: WebhookFirm;
beforeAll(async () => {
  process.env["VAPI_PLATFORM_WEBHOOK_SECRET"] = PLATFORM_SECRET;
  embedded = await createTestDatabase("pglite");
  firm = await openWebhookFirm("doors");
});
afterAll(() => embedded.drop());

const signed = (body: string | Buffer) => deliver(firm.token, body, proofOf("standard-webhooks", firm.secret, body));
const events = () => firm.read((tx) => tx.$count(webhookEvents));

function platform(message: Json, secret = PLATFORM_SECRET): Promise<Response> {
  const body = JSON.stringify({ message });
  return deliver(null, body, proofOf("standard-webhooks", secret, body));
}

test.each(["GET", "PUT", "PATCH", "DELETE", "OPTIONS"])(
  "WH-08 %s is answered 405 with what is allowed",
  async (method) => {
    const response = await deliver(firm.token, "{}", {}, method);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    expect(await response.json()).toMatchObject({
      status: 405,
      title: expect.any(String),
      requestId: expect.any(String),
    });
  },
);

test.each([
  [{ "content-type": "text/plain" }],
  [{ "content-type": "application/x-www-form-urlencoded" }],
  [{ "content-type": "application/jsonp" }],
  [{ "content-type": "application/json; charset=utf-16" }],
  [{ "content-type": "application/json", "content-encoding": "gzip" }],
  [{ "content-type": "application/json", "content-encoding": "br, gzip" }],
])("WH-08 %o is refused with 415", async (headers) => {
  expect((await deliver(firm.token, "{}", headers)).status).toBe(415);
});

test("WH-08 a body over five mebibytes is refused with 413, signed or not; one under it is read", async () => {
  const call = await firm.placeCall();
  const padded = (bytes: number) =>
    JSON.stringify({ message: about(call, { type: "hang", padding: "x".repeat(bytes) }) });
  const large = padded(5 * 1_048_576);
  expect((await signed(large)).status).toBe(413);
  expect((await deliver(firm.token, large)).status).toBe(413);
  expect(await (await signed(padded(4 * 1_048_576))).json()).toEqual({ status: "ignored" });
});

test("a content type with a charset in any spelling is taken", async () => {
  const body = JSON.stringify({ message: { type: "hang" } });
  for (const type of ["application/json; charset=utf-8", 'APPLICATION/JSON;charset="UTF-8"']) {
    const headers = { ...proofOf("standard-webhooks", firm.secret, body), "content-type": type };
    expect((await deliver(firm.token, body, headers)).status).toBe(200);
  }
});

test.each<[string, string | Buffer]>([
  ["nothing", ""],
  ["broken UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ["an overlong NUL", Buffer.from([0x22, 0xc0, 0x80, 0x22])],
  ["no JSON", "message=1"],
  ["a cut body", '{"message":{"type":"hang"'],
  ["65 levels", `${'{"a":'.repeat(65)}1${"}".repeat(65)}`],
  ["10,001 values", JSON.stringify({ message: { type: "hang", list: Array(10_001).fill(0) } })],
  ["a key twice", '{"message":{"type":"hang","type":"tool-calls"}}'],
  ["__proto__", '{"message":{"type":"hang","__proto__":{"x":1}}}'],
  ["no envelope", "[]"],
  ["no type", '{"message":{}}'],
  ["a type of another kind", '{"message":{"type":["tool-calls"]}}'],
])("WH-08 a signed body with %s is answered 400 and keeps nothing", async (_, body) => {
  const before = await events();
  const response = await signed(body);
  expect(response.status).toBe(400);
  expect(await response.json()).not.toHaveProperty("detail");
  expect(await events()).toBe(before);
});

test("INP-07 nothing that a genuine sender can say makes a 5xx", async () => {
  const call = await firm.placeCall();
  const names = fc.constantFrom(
    "type",
    "timestamp",
    "call",
    "id",
    "customer",
    "externalId",
    "number",
    "artifact",
    "messages",
    "role",
    "message",
    "secondsFromStart",
    "status",
    "endedReason",
    "toolCallList",
    "toolCalls",
    "function",
    "name",
    "arguments",
    "analysis",
    "structuredData",
    "compliance",
    "recordingConsent",
    "grantedAt",
    "startedAt",
    "endedAt",
    "cost",
    "transcript",
    "assistantOverrides",
    "metadata",
    "callToken",
    "constructor",
    "toString",
  );
  const types = fc.constantFrom(
    "status-update",
    "end-of-call-report",
    "tool-calls",
    "transcript",
    "assistant-request",
    "transfer-destination-request",
    "hang",
    "x",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "ended",
      "user",
      "bot",
      "\u0000",
      "\ud800",
      "1e999",
      "2026-11-21T10:00:00Z",
      call.token,
      call.providerCallId,
    ),
  );
  const { tree } = fc.letrec<{ tree: unknown; leaf: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      tie("leaf"),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(names, tie("tree"), { maxKeys: 8 }),
    ),
    leaf: fc.oneof(text, fc.double({ noNaN: true }), fc.integer(), fc.boolean(), fc.constant(null)),
  }));
  await fc.assert(
    fc.asyncProperty(types, fc.dictionary(names, tree, { maxKeys: 10 }), async (type, fields) => {
      const body = JSON.stringify({ message: { ...fields, type } });
      const response = await signed(body);
      expect(response.status, body).toBeLessThan(500);
      await response.json();
    }),
    { numRuns: 250 },
  );
  await firm.work();
}, 60_000);

test("nothing that an unknown sender can say makes a 5xx or tells a 404 from the next", async () => {
  const part = fc.oneof(fc.string({ unit: "binary", maxLength: 64 }), fc.stringMatching(/^[A-Za-z0-9_-]{32}$/));
  await fc.assert(
    fc.asyncProperty(part, fc.uint8Array({ maxLength: 200 }), async (token, bytes) => {
      fc.pre(token !== firm.token);
      const response = await deliver(token, Buffer.from(bytes), { "webhook-id": "x" });
      expect([404, 429]).toContain(response.status);
    }),
    { numRuns: 60 },
  );
});

test("WH-06 no 2xx before the event is stored: while storing fails the answer is 503, and the sender's repeat is taken", async () => {
  const call = await firm.placeCall();
  const body = JSON.stringify({ message: about(call, { type: "status-update", status: "ringing" }) });
  for (const table of ["webhook_events", "pgboss.job"]) {
    await embedded.asOwner(`alter table ${table} add constraint broken check (false) not valid`);
    const response = await signed(body);
    await embedded.asOwner(`alter table ${table} drop constraint broken`);
    expect([response.status, await response.json()]).toMatchObject([503, { code: "unavailable" }]);
    expect(response.headers.get("retry-after")).not.toBeNull();
  }
  expect(await (await signed(body)).json()).toEqual({ status: "accepted" });
});

test("a tool call that cannot be done now is still answered 200, with an error that promises nothing", async () => {
  const call = await firm.placeCall();
  const asked = about(call, { type: "tool-calls", toolCallList: [toolCall("get_missing_information", {}, "call_1")] });
  await embedded.asOwner("alter table call_tool_invocations add constraint broken check (false) not valid");
  const response = await firm.send(asked);
  await embedded.asOwner("alter table call_tool_invocations drop constraint broken");
  expect([response.status, await response.json()]).toMatchObject([
    200,
    { results: [{ name: "get_missing_information", toolCallId: "call_1", error: expect.any(String) }] },
  ]);
  const again = (await (await firm.send(asked)).json()) as { results: Json[] };
  expect(again.results[0]).toHaveProperty("result");
});

test("WH-12 a flood of forged requests is slowed and counted, and genuine deliveries pass all the while", async () => {
  const target = await openWebhookFirm("flooded");
  const provider = findProvider("vapi");
  if (!provider) throw new Error("no provider");
  const guard = createFloodGuard({
    refusal: { capacity: 10, refillPerSecond: 1 },
    note: { capacity: 4, refillPerSecond: 1 },
    audit: { capacity: 2, refillPerSecond: 0.001 },
  });
  const start = Date.now();
  const send = async (index: number, secret: string) => {
    const body = JSON.stringify({ message: { type: "hang", call: { id: randomUUID() } } });
    const now = new Date(start + index * 5);
    const headers = new Headers({
      "content-type": "application/json",
      ...proofOf("standard-webhooks", secret, body, now),
    });
    return receiveWebhook(
      {
        provider,
        endpointToken: target.token,
        method: "POST",
        path: `/api/webhooks/vapi/${target.token}`,
        headers,
        body: new Response(body).body,
        remoteAddress: "192.0.2.1",
        requestId: randomUUID(),
        now,
      },
      guard,
    );
  };
  const forged = new Map<string, number>();
  for (let index = 0; index < 200; index += 1) {
    const outcome = await send(index, firm.secret);
    forged.set(outcome.kind, (forged.get(outcome.kind) ?? 0) + 1);
    if (index % 40 === 0) expect(await send(index, target.secret)).toEqual({ kind: "ignored" });
  }
  expect(forged.get("unauthenticated")).toBeLessThanOrEqual(12);
  expect(forged.get("rate_limited")).toBeGreaterThanOrEqual(188);
  await send(400, firm.secret);
  const [endpoint] = await target.read((tx) => tx.select().from(webhookEndpoints));
  expect(endpoint?.refusedCount).toBe(201);
  const { rows } = await embedded.asOwner(
    "select action from audit_logs where tenant_id = $1 and action = 'webhook.refuse'",
    [target.principal.tenantId],
  );
  expect(rows).toHaveLength(2);
});

test("an endpoint over its own limit is told when to come back, before anything is read", async () => {
  const provider = findProvider("vapi");
  if (!provider) throw new Error("no provider");
  const guard = createFloodGuard({ delivery: { capacity: 2, refillPerSecond: 0.5 } });
  const now = new Date();
  const outcomes = [];
  for (let round = 0; round < 3; round += 1) {
    const body = JSON.stringify({ message: { type: "hang", call: { id: randomUUID() } } });
    const headers = new Headers({
      "content-type": "application/json",
      ...proofOf("standard-webhooks", firm.secret, body),
    });
    const request = {
      provider,
      endpointToken: firm.token,
      method: "POST",
      path: `/api/webhooks/vapi/${firm.token}`,
      headers,
      remoteAddress: "-",
      requestId: randomUUID(),
      now,
    };
    outcomes.push(await receiveWebhook({ ...request, body: new Response(body).body }, guard));
  }
  expect(outcomes).toEqual([{ kind: "ignored" }, { kind: "ignored" }, { kind: "rate_limited", retryAfterSeconds: 2 }]);
});

test("WH-03 at the platform's door the call token alone names the firm", async () => {
  const other = await openWebhookFirm("platform");
  for (const owner of [firm, other]) {
    const call = await owner.placeCall();
    const status = about(call, { type: "status-update", status: "ringing" });
    expect(await (await platform(status)).json()).toEqual({ status: "accepted" });
    expect(await owner.work()).toBeGreaterThan(0);
    const rows = await owner.read((tx) => tx.select({ id: callLogs.id, state: callLogs.state }).from(callLogs));
    expect(rows).toContainEqual({ id: call.callId, state: "ringing" });
    const asked = about(call, { type: "tool-calls", toolCallList: [toolCall("get_missing_information", {})] });
    expect((await (await platform(asked)).json()) as Json).toMatchObject({
      results: [{ result: expect.stringContaining("missing") }],
    });
    const stored = await owner.read((tx) => tx.select().from(webhookEvents));
    expect(stored).toContainEqual(
      expect.objectContaining({ callId: call.callId, endpointId: null, verifiedWith: "platform" }),
    );
  }
});

test("WH-03 the platform's door refuses a firm's secret, an unknown token and no token", async () => {
  const call = await firm.placeCall();
  const status = { type: "status-update", status: "ended" };
  expect((await platform(about(call, status), firm.secret)).status).toBe(401);
  expect((await platform(about({ ...call, token: `ct_${"0".repeat(26)}` }, status))).status).toBe(401);
  expect((await platform({ ...status, call: { id: call.providerCallId } })).status).toBe(401);
  const bare = { type: "tool-calls", toolCallList: [toolCall("get_missing_information", {}, "call_1")] };
  const answer = await platform(bare);
  expect([answer.status, await answer.json()]).toMatchObject([
    200,
    { results: [{ toolCallId: "call_1", error: expect.any(String) }] },
  ]);
});

test("DAT-01 at the platform's door a deleted firm is gone", async () => {
  const closed = await openWebhookFirm("gone");
  const call = await closed.placeCall();
  await closed.read((tx) => tx.update(firms).set({ deletedAt: new Date() }));
  expect((await platform(about(call, { type: "status-update", status: "ringing" }))).status).toBe(410);
});

test("WH-03 the platform's secret opens no firm's door", async () => {
  for (const mode of ["standard-webhooks", "vapi-hmac", "bearer", "secret-header"] as const) {
    const target = await openWebhookFirm("closed", mode);
    const body = JSON.stringify({ message: { type: "hang" } });
    expect((await deliver(target.token, body, proofOf(mode, PLATFORM_SECRET, body))).status).toBe(401);
  }
});

test("AUD-04 a refused delivery stands in the firm's chain without anything that it said", async () => {
  const target = await openWebhookFirm("audited");
  const body = JSON.stringify({ message: { type: "hang", canary: "canary-7f3a" } });
  await deliver(target.token, body, proofOf("standard-webhooks", firm.secret, body));
  const entries = await target.read((tx) => tx.select().from(auditLogs));
  const refusal = entries.find(({ action }) => action === "webhook.refuse");
  expect(refusal).toMatchObject({ outcome: "denied", actorType: "webhook", subjectId: target.endpointId });
  const { rows } = await embedded.asOwner("select detail from audit_details");
  expect(JSON.stringify(rows)).not.toContain("canary-7f3a");
});
