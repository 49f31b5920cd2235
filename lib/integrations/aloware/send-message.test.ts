import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { clearedSend } from "@/tests/support/cleared-send";
import { closedPort, json, LOST_ANSWERS, openVendorStub, type VendorStub } from "@/tests/support/vendor-stub";
import { sendAlowareMessage } from "./send-message";
import { testAlowareConnection } from "./test-connection";

const KEY = "aloware-0123456789abcdef";

let stub: VendorStub;
beforeAll(async () => {
  stub = await openVendorStub();
});
beforeEach(() => {
  stub.received.length = 0;
  vi.stubEnv("ALOWARE_BASE_URL", stub.url);
});
afterAll(() => stub.close());

const order = (more: Partial<Parameters<typeof clearedSend>[0]> = {}) =>
  clearedSend({ provider: "aloware", key: KEY, ...more });
const page = (status: number) => (outgoing: import("node:http").ServerResponse) =>
  outgoing
    .writeHead(status, { "content-type": "text/html; charset=utf-8" })
    .end("<!doctype html><title>Aloware</title>");

test("a text goes out with the token in exactly these bytes, once; 202 is acceptance without an id", async () => {
  stub.answer(json(202, { message: "Message sent." }));
  expect(await sendAlowareMessage(order({ body: "¿Sí?\n🙂" }))).toEqual({
    kind: "accepted",
    providerMessageId: null,
    account: "",
    state: "queued",
  });
  expect(stub.received).toHaveLength(1);
  expect(stub.received[0]).toMatchObject({
    method: "POST",
    url: "/api/v1/webhook/sms-gateway/send",
    body: `{"api_token":"${KEY}","from":"+16025550100","to":"+16025550142","message":"¿Sí?\\n🙂"}`,
  });
});

test("a line that has an id at Aloware is named by it", async () => {
  stub.answer(json(202, { message: "Message sent." }));
  await sendAlowareMessage(order({ settings: { lineId: "63949" } }));
  expect(stub.received[0]?.body).toBe(`{"api_token":"${KEY}","line_id":63949,"to":"+16025550142","message":"Hello"}`);
});

test("AVL-02 a page with status 200 or 202, and any success but 202, is no acceptance", async () => {
  for (const answer of [page(200), page(202), json(200, { message: "Message sent." }), json(202, [])]) {
    stub.answer(answer);
    expect(await sendAlowareMessage(order())).toEqual({ kind: "unknown" });
  }
});

test.each([
  [422, { errors: { to: ["The to field must be a valid phone number."] } }, "invalid_number"],
  [422, { errors: { from: ["The selected line is invalid."] } }, "unverified_sender"],
  [422, { errors: { line_id: ["Not found."] } }, "unverified_sender"],
  [422, { errors: { message: ["The message may not be greater than 1600 characters."] } }, "too_long"],
  [422, { errors: { message: ["The message field is required."] } }, "bad_request"],
  [422, { message: "Contact is on the DNC list." }, "do_not_disturb"],
  [403, { message: "Contact has opted out." }, "opted_out_at_provider"],
  [422, { error: "The number is a landline." }, "not_mobile"],
  [422, { errors: { api_token: ["Invalid."] } }, "bad_key"],
  [401, { message: "Unauthenticated." }, "bad_key"],
  [403, { message: "Forbidden" }, "forbidden"],
  [404, { error: "Contact not found." }, "not_found"],
])("an answer %i %j is %s", async (status, body, reason) => {
  stub.answer(json(status, body));
  expect(await sendAlowareMessage(order())).toMatchObject({ kind: "refused", reason, providerCode: String(status) });
  expect(stub.received).toHaveLength(1);
});

test("SEC-10 a token that an answer repeats is not kept", async () => {
  stub.answer(json(422, { message: `The api_token ${KEY} is wrong`, errors: { api_token: [KEY] } }));
  expect(JSON.stringify(await sendAlowareMessage(order()))).not.toContain(KEY);
});

test("AVL-02 too many requests have taken nothing", async () => {
  stub.answer(json(429, {}, { "retry-after": "30" }));
  const full = { kind: "not_sent", reason: "rate_limited", retryAfterSeconds: 30 };
  expect(await sendAlowareMessage(order())).toEqual(full);
});

test.each(LOST_ANSWERS)("AVL-02 %s leaves the text unknown after one request", async (_, answer) => {
  stub.answer(answer);
  expect(await sendAlowareMessage(order())).toEqual({ kind: "unknown" });
  expect(stub.received).toHaveLength(1);
});

test("WhatsApp and a hidden number do not leave by Aloware, and a closed port is not sent", async () => {
  const refused = { kind: "refused", providerCode: null, providerText: null };
  expect(await sendAlowareMessage(order({ channel: "whatsapp" }))).toEqual({ ...refused, reason: "not_connected" });
  expect(await sendAlowareMessage(order({ to: "1@lid" }))).toEqual({ ...refused, reason: "invalid_number" });
  expect(stub.received).toEqual([]);
  vi.stubEnv("ALOWARE_BASE_URL", await closedPort());
  vi.resetModules();
  const closed = await import("./send-message");
  expect(await closed.sendAlowareMessage(order())).toMatchObject({ kind: "not_sent", reason: "unreachable" });
});

const failed = (reason: string) => ({ ok: false, reason });

test.each([
  [json(200, []), { ok: true }],
  [page(200), failed("unexpected")],
  [json(401, {}), failed("bad_key")],
  [json(403, {}), failed("forbidden")],
  [json(429, {}), failed("rate_limited")],
  [json(500, {}), failed("unreachable")],
  [json(404, {}), failed("unexpected")],
])("a connection test names the cause (%#)", async (answer, expected) => {
  stub.answer(answer);
  expect(await testAlowareConnection({ key: KEY })).toEqual(expected);
  expect(stub.received.map(({ url }) => url)).toEqual([`/api/v1/webhook/users?api_token=${KEY}`]);
});
