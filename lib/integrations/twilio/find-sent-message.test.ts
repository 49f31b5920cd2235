import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { clearedSend } from "@/tests/support/cleared-send";
import { json, openVendorStub, type VendorStub } from "@/tests/support/vendor-stub";
import { findTwilioMessage } from "./find-sent-message";

const ACCOUNT = `AC${"1".repeat(32)}`;
const AT = new Date("2026-11-24T18:00:00Z");

let stub: VendorStub;
beforeAll(async () => {
  stub = await openVendorStub();
  vi.stubEnv("TWILIO_BASE_URL", stub.url);
});
beforeEach(() => {
  stub.received.length = 0;
});
afterAll(() => stub.close());

const sid = (index: number) => `SM${String(index).padStart(32, "0")}`;
const message = (index: number, seconds: number, more: object = {}) => ({
  sid: sid(index),
  body: "Hello",
  status: "delivered",
  direction: "outbound-api",
  date_created: new Date(AT.getTime() + seconds * 1_000).toUTCString().replace("GMT", "+0000"),
  date_sent: null,
  ...more,
});
const look = (more: object = {}) => {
  const { key, ...order } = clearedSend({ account: ACCOUNT, key: "token", ...more });
  return { order, key, attemptedAt: AT };
};

test("AVL-02 a lost message is found by its words and its time, and no other is taken for it", async () => {
  const others = [
    message(1, 400),
    message(2, 30, { body: "Something else" }),
    message(3, 20, { direction: "inbound" }),
    message(5, -200),
  ];
  stub.answer(json(200, { messages: others, next_page_uri: null }));
  expect(await findTwilioMessage(look())).toEqual({ kind: "absent" });
  stub.answer(json(200, { messages: [...others.slice(0, 3), message(4, 2, { body: " Hello " }), others[3]] }));
  const found = { kind: "found", providerMessageId: sid(4), account: "", state: "delivered" };
  expect(await findTwilioMessage(look())).toEqual(found);
  const query = new URL(stub.received[0]?.url ?? "", stub.url).searchParams;
  expect(Object.fromEntries(query)).toEqual({ To: "+16025550142", From: "+16025550100", PageSize: "50" });
});

test("of two the nearest is meant, unless it is known as another message", async () => {
  stub.answer(json(200, { messages: [message(1, 60), message(2, 3)] }));
  expect(await findTwilioMessage(look())).toMatchObject({ providerMessageId: sid(2) });
  expect(await findTwilioMessage({ ...look(), knownIds: [sid(2)] })).toMatchObject({ providerMessageId: sid(1) });
  expect(await findTwilioMessage({ ...look(), knownIds: [sid(1), sid(2)] })).toEqual({ kind: "absent" });
});

test("what a messaging service wrote more simply is the same message, from whichever of its numbers", async () => {
  stub.answer(json(200, { messages: [message(1, 3, { body: `"Yes" - it's done...` })] }));
  const service = { settings: { messagingServiceSid: "MG1" }, body: "“Yes” – it’s done…" };
  expect(await findTwilioMessage(look(service))).toMatchObject({ kind: "found" });
  expect(stub.received[0]?.url).not.toContain("From=");
});

test("AVL-02 what a trial account writes before every text does not make a message that was sent an absent one", async () => {
  const trial = { body: "Sent from your Twilio trial account - Hello" };
  stub.answer(json(200, { messages: [message(1, 60, { body: "Something else" }), message(2, 3, trial)] }));
  expect(await findTwilioMessage(look())).toMatchObject({ kind: "found", providerMessageId: sid(2) });
  stub.answer(json(200, { messages: [message(1, 60), message(2, 3, trial)] }));
  expect(await findTwilioMessage(look())).toMatchObject({ kind: "found", providerMessageId: sid(2) });
});

test("AVL-02 words that somebody on the way wrote around ours neither prove nor disprove that it was sent", async () => {
  stub.answer(json(200, { messages: [message(1, 3, { body: "Demo: Hello. Reply STOP to end." })] }));
  expect(await findTwilioMessage(look())).toEqual({ kind: "cannot_tell" });
  expect(await findTwilioMessage({ ...look(), knownIds: [sid(1)] })).toEqual({ kind: "absent" });
  stub.answer(json(200, { messages: [message(1, 400, { body: "Demo: Hello." })] }));
  expect(await findTwilioMessage(look())).toEqual({ kind: "absent" });
});

test("older pages are asked for until the attempt is passed, at the configured host alone", async () => {
  const pages = [
    { messages: [message(1, 900), message(2, 600)], next_page_uri: "https://elsewhere.example/x?Page=1&PageToken=a" },
    { messages: [message(3, 5)], next_page_uri: `/2010-04-01/Accounts/${ACCOUNT}/Messages.json?Page=2` },
    { messages: [message(4, -900)], next_page_uri: "/?Page=3" },
  ];
  stub.answer((outgoing, incoming) => json(200, pages[stub.received.length - 1])(outgoing, incoming));
  expect(await findTwilioMessage(look())).toMatchObject({ providerMessageId: sid(3) });
  expect(stub.received.map(({ url }) => url.replace(/\?.*(Page=\d).*/, " $1"))).toEqual([
    expect.stringContaining("/Messages.json?To="),
    `/2010-04-01/Accounts/${ACCOUNT}/Messages.json Page=1`,
    `/2010-04-01/Accounts/${ACCOUNT}/Messages.json Page=2`,
  ]);
});

test.each([json(500, {}), json(401, {}), json(200, { messages: "none" })])(
  "AVL-02 a list that does not come says nothing about the message (%#)",
  async (answer) => {
    stub.answer(answer);
    expect(await findTwilioMessage(look())).toEqual({ kind: "failed" });
    expect(await findTwilioMessage(look({ account: null }))).toEqual({ kind: "failed" });
  },
);
