import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { clearedSend } from "@/tests/support/cleared-send";
import { closedPort, json, LOST_ANSWERS, openVendorStub, type VendorStub } from "@/tests/support/vendor-stub";
import { sendGhlMessage } from "./send-message";

const KEY = "pit-0123456789abcdef";

let stub: VendorStub;
beforeAll(async () => {
  stub = await openVendorStub();
});
beforeEach(() => {
  stub.received.length = 0;
  vi.stubEnv("GHL_BASE_URL", `${stub.url}/ghl/`);
});
afterAll(() => stub.close());

const order = (more: Partial<Parameters<typeof clearedSend>[0]> = {}) =>
  clearedSend({ provider: "ghl", account: "LOC1", externalContactId: "C1", key: KEY, ...more });

test("a text goes to HighLevel's own contact and to the number that was judged, in exactly these bytes, once", async () => {
  stub.answer(json(201, { conversationId: "CV1", messageId: "M1", msg: "Message queued successfully." }));
  expect(await sendGhlMessage(order({ body: "¿Viene el “lunes”?\n🙂" }))).toEqual({
    kind: "accepted",
    providerMessageId: "M1",
    account: "LOC1",
    state: "queued",
  });
  expect(stub.received).toHaveLength(1);
  expect(stub.received[0]).toMatchObject({
    method: "POST",
    url: "/ghl/conversations/messages",
    headers: { authorization: `Bearer ${KEY}`, version: "2021-04-15", "content-type": "application/json" },
    body:
      '{"type":"SMS","contactId":"C1","message":"¿Viene el “lunes”?\\n🙂",' +
      '"fromNumber":"+16025550100","toNumber":"+16025550142"}',
  });
});

test("WhatsApp by HighLevel says so, and a line that is no number is not named", async () => {
  stub.answer(json(200, { messageId: "M1", status: "delivered" }));
  const whatsapp = order({ channel: "whatsapp", from: "Main line" });
  expect(await sendGhlMessage(whatsapp)).toMatchObject({ kind: "accepted", state: "delivered" });
  expect(stub.received[0]?.body).toBe(
    '{"type":"WhatsApp","contactId":"C1","message":"Hello","toNumber":"+16025550142"}',
  );
});

test.each([
  [400, "Cannot send message as DND is active for SMS.", "do_not_disturb"],
  [400, "Contact has unsubscribed", "opted_out_at_provider"],
  [400, "Message failed: outside of the 24 hour window, use a template", "window_closed"],
  [400, "The number is not registered on WhatsApp", "not_on_whatsapp"],
  [400, "Landline numbers cannot receive texts", "not_mobile"],
  [400, "A2P registration is missing", "unregistered_sender"],
  [400, "No default phone number for this location", "unverified_sender"],
  [422, ["contactId must be a string", "Missing phone of the contact"], "invalid_number"],
  [400, "Something else", "bad_request"],
  [422, ["message should not be empty"], "bad_request"],
  [401, "Invalid token: access token is invalid", "bad_key"],
  [401, "The token is not authorized for this scope.", "forbidden"],
  [402, "Wallet is empty", "payment_required"],
  [403, "The token does not have access to this location.", "forbidden"],
  [404, "Contact not found", "not_found"],
])("an answer %i %j is %s, in HighLevel's words", async (status, message, reason) => {
  stub.answer(json(status, { statusCode: status, message, traceId: "t" }));
  expect(await sendGhlMessage(order())).toEqual({
    kind: "refused",
    reason,
    providerCode: String(status),
    providerText: [message].flat().join("; "),
  });
  expect(stub.received).toHaveLength(1);
});

test("SEC-10 a token that an answer repeats is not kept", async () => {
  stub.answer(json(401, { message: `Token ${KEY} is wrong` }));
  expect(JSON.stringify(await sendGhlMessage(order()))).not.toContain(KEY);
});

test("AVL-02 too many requests have taken nothing", async () => {
  stub.answer(json(429, { message: "Too many requests" }));
  const full = { kind: "not_sent", reason: "rate_limited", retryAfterSeconds: null };
  expect(await sendGhlMessage(order())).toEqual(full);
});

test.each(LOST_ANSWERS)("AVL-02 %s leaves the message unknown after one request", async (_, answer) => {
  stub.answer(answer);
  expect(await sendGhlMessage(order())).toEqual({ kind: "unknown" });
  expect(stub.received).toHaveLength(1);
});

test("a person whom HighLevel does not know, a location that is not set and a hidden number do not leave", async () => {
  const refused = { kind: "refused", providerCode: null, providerText: null };
  for (const lacking of [{ externalContactId: null }, { account: null }, { account: "" }]) {
    expect(await sendGhlMessage(order(lacking))).toEqual({ ...refused, reason: "not_connected" });
  }
  expect(await sendGhlMessage(order({ to: "1@lid" }))).toEqual({ ...refused, reason: "invalid_number" });
  expect(stub.received).toEqual([]);
});

test("AVL-02 a port at which nobody listens is not sent", async () => {
  vi.stubEnv("GHL_BASE_URL", await closedPort());
  vi.resetModules();
  const closed = await import("./send-message");
  const expected = { kind: "not_sent", reason: "unreachable", retryAfterSeconds: null };
  expect(await closed.sendGhlMessage(order())).toEqual(expected);
});
