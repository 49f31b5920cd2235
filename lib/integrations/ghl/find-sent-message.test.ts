import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { clearedSend } from "@/tests/support/cleared-send";
import { json, openVendorStub, type VendorStub } from "@/tests/support/vendor-stub";
import { findGhlMessage } from "./find-sent-message";
import { testGhlConnection } from "./test-connection";

const AT = new Date("2026-11-24T18:00:00Z");

let stub: VendorStub;
beforeAll(async () => {
  stub = await openVendorStub();
  vi.stubEnv("GHL_BASE_URL", stub.url);
});
beforeEach(() => {
  stub.received.length = 0;
});
afterAll(() => stub.close());

const message = (id: string, seconds: number, more: object = {}) => ({
  id,
  direction: "outbound",
  messageType: "TYPE_SMS",
  body: "Hello",
  status: "sent",
  dateAdded: new Date(AT.getTime() + seconds * 1_000).toISOString(),
  ...more,
});
const look = (more: object = {}) => {
  const ghl = { provider: "ghl", account: "LOC1", externalContactId: "C1" } as const;
  const { key, ...order } = clearedSend({ ...ghl, key: "pit", ...more });
  return { order, key, attemptedAt: AT };
};

function answerWith(...pages: { nextPage: boolean; messages: object[] }[]): void {
  const left = [...pages];
  stub.answer((outgoing, incoming) => {
    const isSearch = incoming.url?.startsWith("/conversations/search");
    const conversations = [
      { id: "CV 1", contactId: "C1" },
      { id: "CV2", contactId: "C2" },
    ];
    json(200, isSearch ? { conversations } : { messages: left.shift() })(outgoing, incoming);
  });
}

test("AVL-02 a lost message is found in its contact's conversation by words, channel and time", async () => {
  const others = [
    message("late", 400),
    message("in", 5, { direction: "inbound" }),
    message("wa", 4, { messageType: "TYPE_WHATSAPP" }),
    message("other", 3, { body: "Other" }),
  ];
  answerWith(
    { nextPage: true, messages: others },
    { nextPage: true, messages: [message("M1", 2), message("old", -900)] },
  );
  const found = { kind: "found", providerMessageId: "M1", account: "LOC1", state: "sent" };
  expect(await findGhlMessage(look())).toEqual(found);
  expect(stub.received.map(({ url }) => url)).toEqual([
    "/conversations/search?locationId=LOC1&contactId=C1",
    "/conversations/CV%201/messages?limit=100",
    "/conversations/CV%201/messages?limit=100&lastMessageId=other",
  ]);
});

test("of two the nearest is meant, unless it is known as another message; nothing is absent", async () => {
  const two = { nextPage: false, messages: [message("M2", 60), message("M1", 3)] };
  answerWith(two, two, two);
  expect(await findGhlMessage(look())).toMatchObject({ providerMessageId: "M1" });
  expect(await findGhlMessage({ ...look(), knownIds: ["M1"] })).toMatchObject({ providerMessageId: "M2" });
  expect(await findGhlMessage({ ...look(), knownIds: ["M1", "M2"] })).toEqual({ kind: "absent" });
  stub.answer(json(200, { conversations: [] }));
  expect(await findGhlMessage(look())).toEqual({ kind: "absent" });
});

test("AVL-02 a list that does not come says nothing about the message", async () => {
  for (const answer of [json(500, {}), json(401, {}), json(429, {}), json(200, { conversations: "none" })]) {
    stub.answer(answer);
    expect(await findGhlMessage(look())).toEqual({ kind: "failed" });
  }
  answerWith();
  expect(await findGhlMessage(look())).toEqual({ kind: "failed" });
  expect(await findGhlMessage(look({ externalContactId: null }))).toEqual({ kind: "failed" });
});

const failed = (reason: string) => ({ ok: false, reason });

test.each([
  [json(200, { conversations: [], total: 0 }), { ok: true }],
  [json(200, { html: true }), failed("unexpected")],
  [json(401, { message: "Invalid JWT" }), failed("bad_key")],
  [json(401, { message: "The token is not authorized for this scope." }), failed("forbidden")],
  [json(403, { message: "The token does not have access to this location." }), failed("wrong_account")],
  [json(429, {}), failed("rate_limited")],
  [json(502, {}), failed("unreachable")],
  [json(400, {}), failed("unexpected")],
])("a connection test names the cause (%#)", async (answer, expected) => {
  stub.answer(answer);
  expect(await testGhlConnection({ account: "LOC1", key: "pit" })).toEqual(expected);
  expect(await testGhlConnection({ account: null, key: "pit" })).toEqual(failed("wrong_account"));
  expect(stub.received.map(({ url }) => url)).toEqual(["/conversations/search?locationId=LOC1&limit=1"]);
});
