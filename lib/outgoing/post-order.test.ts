import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { sendBroadcastMessage } from "@/lib/integrations/broadcast/send-message";
import { sendTextingMessage } from "@/lib/integrations/texting/send-message";
import { clearedSend } from "@/tests/support/cleared-send";
import {
  closedPort,
  json,
  LOST_ANSWERS,
  openVendorStub,
  type StubRequest,
  type VendorStub,
} from "@/tests/support/vendor-stub";
import { sendUrlPolicy } from "./send-url-policy";

const SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const REFERENCE = "0123456789abcdef0123456789abcdef";
const NOTHING: StubRequest = { method: "", url: "", headers: {}, body: "" };

let stub: VendorStub;
beforeAll(async () => {
  stub = await openVendorStub();
});
beforeEach(() => {
  stub.received.length = 0;
  vi.stubEnv("DOCKETLINE_MODE", "embedded");
  vi.stubEnv("TWILIO_BASE_URL", `${stub.url}/twilio`);
});
afterEach(() => vi.useRealTimers());
afterAll(() => stub.close());

const order = (more: Partial<Parameters<typeof clearedSend>[0]> = {}) =>
  clearedSend({ provider: "texting", settings: { sendUrl: `${stub.url}/texting/messages` }, key: SECRET, ...more });

test("a text goes out signed, in exactly these bytes, once", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-24T18:00:00Z") });
  stub.answer(json(202, { messageId: "txt_1", status: "queued" }));
  expect(await sendTextingMessage(order({ body: "¿Sí?\n🙂" }))).toEqual({
    kind: "accepted",
    providerMessageId: "txt_1",
    account: "",
    state: "queued",
  });
  expect(stub.received).toHaveLength(1);
  const [{ headers, body, ...request } = NOTHING] = stub.received;
  expect(request).toEqual({ method: "POST", url: "/texting/messages" });
  expect(body).toBe(
    `{"type":"message.send","timestamp":"2026-11-24T18:00:00.000Z","data":{"reference":"${REFERENCE}","channel":"sms",` +
      '"from":"+16025550100","to":"+16025550142","text":"¿Sí?\\n🙂"}}',
  );
  expect(headers).toMatchObject({
    "webhook-id": REFERENCE,
    "webhook-timestamp": "1795543200",
    "idempotency-key": REFERENCE,
    "content-type": "application/json",
  });
  expect(headers["authorization"]).toBeUndefined();
  expect(new Webhook(SECRET).sign(REFERENCE, new Date(), body)).toBe(headers["webhook-signature"]);
});

test("a key that is no signing secret is a bearer token", async () => {
  stub.answer(json(200, { messageId: 17, status: "delivered" }));
  const bearer = order({ provider: "broadcast", key: "token-of-the-firm" });
  expect(await sendBroadcastMessage(bearer)).toMatchObject({ providerMessageId: "17", state: "delivered" });
  const [{ headers } = NOTHING] = stub.received;
  expect(headers).toMatchObject({ authorization: "Bearer token-of-the-firm", "webhook-id": REFERENCE });
  expect(headers["webhook-signature"]).toBeUndefined();
});

test.each([
  [422, "invalid_number", "invalid_number"],
  [400, "not_mobile", "not_mobile"],
  [409, "opted_out", "opted_out_at_provider"],
  [422, "filtered", "filtered"],
  [400, "bad_key", "bad_request"],
  [422, "whatever", "bad_request"],
  [401, undefined, "bad_key"],
  [402, undefined, "payment_required"],
  [403, undefined, "forbidden"],
  [404, undefined, "not_found"],
  [410, undefined, "not_connected"],
])("a refusal %i %s is %s, without the key that it repeats", async (status, code, reason) => {
  stub.answer(json(status, { error: { code, message: `No, ${SECRET}` } }));
  expect(await sendTextingMessage(order())).toEqual({
    kind: "refused",
    reason,
    providerCode: code ?? null,
    providerText: "No, …",
  });
  expect(stub.received).toHaveLength(1);
});

test("AVL-02 too many requests and a closed port have taken nothing", async () => {
  stub.answer(json(429, {}, { "retry-after": "9" }));
  expect(await sendTextingMessage(order())).toEqual({
    kind: "not_sent",
    reason: "rate_limited",
    retryAfterSeconds: 9,
  });
  const closed = await closedPort();
  vi.stubEnv("TWILIO_BASE_URL", closed);
  vi.resetModules();
  const fresh = await import("./post-order");
  const lost = order({ settings: { sendUrl: `${closed}/texting/messages` } });
  expect(await fresh.postOrder(lost)).toEqual({ kind: "not_sent", reason: "unreachable", retryAfterSeconds: null });
});

test.each(LOST_ANSWERS)("AVL-02 %s leaves the text unknown after one request", async (_, answer) => {
  stub.answer(answer);
  expect(await sendTextingMessage(order())).toEqual({ kind: "unknown" });
  expect(stub.received).toHaveLength(1);
});

test("AVL-02 a request that is given up leaves the text unknown", async () => {
  stub.answer(() => {});
  expect(await sendTextingMessage(order(), AbortSignal.timeout(150))).toEqual({ kind: "unknown" });
  expect(await sendTextingMessage(order(), AbortSignal.abort())).toMatchObject({ kind: "not_sent" });
  expect(stub.received).toHaveLength(1);
});

test("WH-13 a firm's address reaches nothing inside, and of this machine the stand-in alone", async () => {
  const nothing = { kind: "refused", reason: "not_connected", providerCode: null, providerText: null };
  const addresses = [
    `${stub.url}/twilio/2010-04-01/Accounts/AC/Messages.json`,
    `${stub.url}/texting/../play`,
    "http://127.0.0.1:1/texting/messages",
    "http://169.254.169.254/texting/messages",
    "https://10.0.0.1/texting/messages",
    "http://example.com/texting/messages",
    "file:///etc/passwd",
    "not a url",
  ];
  for (const sendUrl of addresses) {
    expect(await sendTextingMessage(order({ settings: { sendUrl } }))).toEqual(nothing);
  }
  expect(await sendTextingMessage(order({ settings: {} }))).toEqual(nothing);
  expect(await sendTextingMessage(order({ channel: "whatsapp" }))).toEqual(nothing);
  expect(stub.received).toEqual([]);
});

test("WH-13 outside of the embedded mode nothing of this machine is reached", async () => {
  vi.stubEnv("DOCKETLINE_MODE", "server");
  vi.resetModules();
  const fresh = await import("./send-url-policy");
  expect(fresh.sendUrlPolicy(`${stub.url}/texting/messages`)).toEqual({ allowLoopback: false });
  expect(sendUrlPolicy("https://texting.example/send")).toEqual({ allowLoopback: false });
});
