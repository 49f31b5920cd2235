import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { clearedSend } from "@/tests/support/cleared-send";
import { closedPort, json, LOST_ANSWERS, openVendorStub, type VendorStub } from "@/tests/support/vendor-stub";
import { sendTwilioMessage } from "./send-message";

const ACCOUNT = `AC${"1".repeat(32)}`;
const KEY = "0123456789abcdef0123456789abcdef";
const SID = `SM${"a".repeat(32)}`;

let stub: VendorStub;
beforeAll(async () => {
  stub = await openVendorStub();
});
beforeEach(() => {
  stub.received.length = 0;
  vi.stubEnv("TWILIO_BASE_URL", stub.url);
});
afterAll(() => stub.close());

const order = (more: Partial<Parameters<typeof clearedSend>[0]> = {}) =>
  clearedSend({ account: ACCOUNT, key: KEY, ...more });

test("a text goes out with exactly these bytes, once, with the firm's token", async () => {
  stub.answer(json(201, { sid: SID, status: "queued", error_code: null }));
  const callback = "https://desk.example/api/webhooks/twilio/t0ken?s=abc";
  const text = order({ body: "¿Viene el lunes?\n“Sí” & 1+1=2 🙂", statusCallbackUrl: callback });
  expect(await sendTwilioMessage(text)).toEqual({
    kind: "accepted",
    providerMessageId: SID,
    account: "",
    state: "queued",
  });
  expect(stub.received).toHaveLength(1);
  expect(stub.received[0]).toMatchObject({
    method: "POST",
    url: `/2010-04-01/Accounts/${ACCOUNT}/Messages.json`,
    headers: {
      authorization: `Basic ${Buffer.from(`${ACCOUNT}:${KEY}`).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body:
      "To=%2B16025550142&From=%2B16025550100&Body=%C2%BFViene+el+lunes%3F%0A%E2%80%9CS%C3%AD%E2%80%9D+%26+1%2B1%3D2+%F0%9F%99%82" +
      "&StatusCallback=https%3A%2F%2Fdesk.example%2Fapi%2Fwebhooks%2Ftwilio%2Ft0ken%3Fs%3Dabc&ValidityPeriod=3600",
  });
});

test("WhatsApp by Twilio has the channel before both numbers", async () => {
  stub.answer(json(201, { sid: SID, status: "accepted" }));
  await sendTwilioMessage(order({ channel: "whatsapp" }));
  expect(stub.received[0]?.body).toBe(
    "To=whatsapp%3A%2B16025550142&From=whatsapp%3A%2B16025550100&Body=Hello&ValidityPeriod=3600",
  );
});

test("a messaging service sends instead of the line's own number", async () => {
  stub.answer(json(201, { sid: SID, status: "accepted" }));
  await sendTwilioMessage(order({ settings: { messagingServiceSid: `MG${"2".repeat(32)}` } }));
  expect(stub.received[0]?.body).toBe(
    `To=%2B16025550142&MessagingServiceSid=MG${"2".repeat(32)}&Body=Hello&ValidityPeriod=3600`,
  );
});

test.each([
  ["queued", "queued"],
  ["accepted", "queued"],
  ["sending", "sent"],
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["failed", "failed"],
  ["something new", "queued"],
])("a message that stands at %s is accepted as %s", async (status, state) => {
  stub.answer(json(201, { sid: SID, status }));
  expect(await sendTwilioMessage(order())).toMatchObject({ kind: "accepted", state });
});

test.each([
  [20003, 401, "bad_key"],
  [20404, 404, "not_found"],
  [21211, 400, "invalid_number"],
  [21408, 400, "region_not_allowed"],
  [21606, 400, "unverified_sender"],
  [21608, 400, "unverified_sender"],
  [21610, 400, "opted_out_at_provider"],
  [21612, 400, "invalid_number"],
  [21614, 400, "not_mobile"],
  [21617, 400, "too_long"],
  [21635, 400, "not_mobile"],
  [30007, 400, "filtered"],
  [30034, 400, "unregistered_sender"],
  [63003, 400, "not_on_whatsapp"],
  [63016, 400, "window_closed"],
  [99999, 400, "bad_request"],
])("Twilio's error %i with status %i is %s, in Twilio's words", async (code, status, reason) => {
  stub.answer(json(status, { code, message: `No:\n ${KEY} is a secret`, status }));
  expect(await sendTwilioMessage(order())).toEqual({
    kind: "refused",
    reason,
    providerCode: String(code),
    providerText: "No: … is a secret",
  });
  expect(stub.received).toHaveLength(1);
});

test.each([
  [400, "bad_request"],
  [401, "bad_key"],
  [402, "payment_required"],
  [403, "forbidden"],
  [404, "not_found"],
  [422, "bad_request"],
])("an answer %i that says nothing is %s", async (status, reason) => {
  stub.answer((outgoing) => outgoing.writeHead(status).end("<html>"));
  const nothing = { providerCode: null, providerText: null };
  expect(await sendTwilioMessage(order())).toEqual({ kind: "refused", reason, ...nothing });
});

test("AVL-02 a rate or queue that is full has taken nothing", async () => {
  stub.answer(json(429, { code: 20429 }, { "retry-after": "7" }));
  const full = { kind: "not_sent", reason: "rate_limited" };
  expect(await sendTwilioMessage(order())).toEqual({ ...full, retryAfterSeconds: 7 });
  stub.answer(json(400, { code: 21611, message: "full" }));
  expect(await sendTwilioMessage(order())).toEqual({ ...full, retryAfterSeconds: null });
});

test.each(LOST_ANSWERS)("AVL-02 %s leaves the message unknown after one request", async (_, answer) => {
  stub.answer(answer);
  expect(await sendTwilioMessage(order())).toEqual({ kind: "unknown" });
  expect(stub.received).toHaveLength(1);
});

test("AVL-02 a request that is given up leaves the message unknown; one that never began is not sent", async () => {
  stub.answer(() => {});
  expect(await sendTwilioMessage(order(), AbortSignal.timeout(150))).toEqual({ kind: "unknown" });
  expect(stub.received).toHaveLength(1);
  expect(await sendTwilioMessage(order(), AbortSignal.abort())).toMatchObject({ kind: "not_sent" });
  expect(stub.received).toHaveLength(1);
});

test("what cannot be sent by this line does not leave", async () => {
  const refused = { kind: "refused", providerCode: null, providerText: null };
  for (const account of [null, "", "AC/../../x", `AC${"1".repeat(31)}?`]) {
    expect(await sendTwilioMessage(order({ account }))).toEqual({ ...refused, reason: "not_connected" });
  }
  const hidden = order({ channel: "whatsapp", to: "123456789@lid" });
  expect(await sendTwilioMessage(hidden)).toEqual({ ...refused, reason: "invalid_number" });
  expect(stub.received).toEqual([]);
});

test("AVL-02 a port at which nobody listens, and a name that nobody has, are not sent", async () => {
  const expected = { kind: "not_sent", reason: "unreachable", retryAfterSeconds: null };
  vi.stubEnv("TWILIO_BASE_URL", await closedPort());
  vi.resetModules();
  const closed = await import("./send-message");
  expect(await closed.sendTwilioMessage(order())).toEqual(expected);
  vi.stubEnv("TWILIO_BASE_URL", "http://nobody.invalid");
  vi.resetModules();
  const nowhere = await import("./send-message");
  expect(await nowhere.sendTwilioMessage(order())).toEqual(expected);
});
