import { afterAll, beforeAll, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { twilioFixtures } from "@/tests/webhooks/fixtures/twilio";
import { openProviderFirm, type ProviderFirm } from "@/tests/webhooks/provider-firm";
import { twilio } from "./webhook";
import { decodeTwilioEvent } from "./webhook-event";

const ACCOUNT = `AC${"1".repeat(32)}`;
const CLIENT = "+16025550142";
const LINE = "+16025550100";
const MEDIA_URL = `https://api.twilio.com/2010-04-01/Accounts/${ACCOUNT}/Messages/MM1/Media/ME1`;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const openFirm = (account = ACCOUNT) => openProviderFirm({ provider: "twilio", mode: "twilio-signature", account });

type Parameters = Record<string, string>;

function form(parameters: Parameters): { contentType: string; body: string } {
  const body = new URLSearchParams({ AccountSid: ACCOUNT, ...parameters }).toString();
  return { contentType: "application/x-www-form-urlencoded", body };
}

function inbound(sid: string, parameters: Parameters = {}) {
  const plain = { MessageSid: sid, SmsStatus: "received", From: CLIENT, To: LINE, Body: "Hello", NumMedia: "0" };
  return form({ ...plain, ...parameters });
}

function status(sid: string, state: string, parameters: Parameters = {}) {
  return form({ MessageSid: sid, MessageStatus: state, From: LINE, To: CLIENT, ...parameters });
}

const messagesOf = (firm: ProviderFirm) => firm.read((tx) => tx.select().from(messages).orderBy(messages.sentAt));
const registerOf = (firm: ProviderFirm) =>
  firm.read((tx) =>
    tx
      .select({ e164: optoutRegistry.e164, channel: optoutRegistry.channel, state: optoutRegistry.state })
      .from(optoutRegistry),
  );

test("a text is kept with its words as they were written, and told again changes nothing", async () => {
  const firm = await openFirm();
  const words = "  I have moved.\r\nSee https://example.com/map ";
  const text = inbound("SM1", { Body: words, FromCity: "PHOENIX", AddedIn2027: "x" });
  for (const expected of ["accepted", "duplicate"]) {
    expect(await firm.send(text)).toMatchObject({ status: 200, body: JSON.stringify({ status: expected }) });
    expect(await firm.work()).toBe(0);
  }
  expect(await messagesOf(firm)).toMatchObject([
    { channel: "sms", direction: "inbound", clientAddress: CLIENT, line: LINE, body: words, media: [] },
  ]);
});

test("WhatsApp is its own channel, with the name that the person goes by and without the prefix", async () => {
  const firm = await openFirm();
  const addresses = { From: `whatsapp:${CLIENT}`, To: `whatsapp:${LINE}`, ProfileName: "Lucía" };
  await firm.send(inbound("SM1", { ...addresses, Body: "Hola" }));
  await firm.send(
    inbound("SM2", { ...addresses, Body: "", Latitude: "33.4484", Longitude: "-112.07", Label: "City Hall" }),
  );
  expect(await firm.work()).toBe(0);
  const kept = await messagesOf(firm);
  expect(kept.map(({ body }) => body).toSorted()).toEqual(["City Hall (33.4484, -112.07)", "Hola"]);
  for (const message of kept) {
    expect(message).toMatchObject({ channel: "whatsapp", clientAddress: CLIENT, line: LINE, senderName: "Lucía" });
  }
});

test("of pictures the kinds are kept and never where they lie", async () => {
  const firm = await openFirm();
  const media = { NumMedia: "2", MediaContentType0: "image/jpeg", MediaUrl0: MEDIA_URL, MediaUrl1: MEDIA_URL };
  await firm.send(inbound("MM1", { ...media, Body: "" }));
  expect(await firm.work()).toBe(0);
  const [kept] = await messagesOf(firm);
  expect(kept?.media).toEqual([
    { contentType: "image/jpeg", fileName: null },
    { contentType: null, fileName: null },
  ]);
  expect((await firm.payloads()).join()).not.toContain("api.twilio.com");
});

test.each([
  ["STOP", "STOP", "opted_out"],
  ["STOP", "ALTO AHI", "opted_out"],
  [undefined, " Stop ", "opted_out"],
  ["HELP", "HELP", undefined],
  ["START", "START", "opted_in"],
])("CMP-02 a text that Twilio takes for %s and that reads %j leaves the number %s", async (keyword, words, state) => {
  const firm = await openFirm();
  await firm.send(inbound("SM1", { Body: words, ...(keyword === undefined ? {} : { OptOutType: keyword }) }));
  expect(await firm.work()).toBe(0);
  expect(await registerOf(firm)).toEqual(state === undefined ? [] : [{ e164: CLIENT, channel: "sms", state }]);
});

test.each([
  ["sent", "delivered", "read"],
  ["read", "delivered", "sent"],
  ["delivered", "sending", "read"],
])("WH-07 the states %s, %s, %s end as read", async (...states) => {
  const firm = await openFirm();
  for (const state of states) {
    await firm.send(status("SM1", state));
    expect(await firm.work()).toBe(0);
  }
  expect(await messagesOf(firm)).toMatchObject([{ direction: "outbound", state: "read", clientAddress: CLIENT }]);
});

test("why a message failed is kept, also that it was canceled", async () => {
  const firm = await openFirm();
  await firm.send(status("SM1", "undelivered", { ErrorCode: "30007", ErrorMessage: "Message filtered" }));
  await firm.send(status("SM2", "canceled"));
  expect(await firm.work()).toBe(0);
  const kept = await messagesOf(firm);
  expect(kept.map(({ state, failureCode, failureReason }) => [state, failureCode, failureReason]).toSorted()).toEqual([
    ["failed", "canceled", null],
    ["undelivered", "30007", "Message filtered"],
  ]);
});

test("CMP-01 a receiver who has opted out at Twilio (21610) is blocked here", async () => {
  const firm = await openFirm();
  await firm.send(status("SM1", "failed", { ErrorCode: "21610" }));
  expect(await firm.work()).toBe(0);
  expect(await registerOf(firm)).toEqual([{ e164: CLIENT, channel: "sms", state: "opted_out" }]);
});

test("a call's states become lines that name Twilio's id", async () => {
  const firm = await openFirm();
  const call = { CallSid: "CA1", From: LINE, To: CLIENT, Direction: "outbound-api" };
  await firm.send(form({ ...call, CallStatus: "ringing", SequenceNumber: "1" }));
  await firm.send(form({ ...call, CallStatus: "ringing", SequenceNumber: "2" }));
  await firm.send(form({ ...call, CallStatus: "completed", SequenceNumber: "3", CallDuration: "62" }));
  expect(await firm.work()).toBe(0);
  const lines = await firm.lines();
  expect(lines.map(({ action, detail }) => [action, detail["providerCallId"], detail["status"]])).toEqual([
    ["call.status_told", "CA1", "ringing"],
    ["call.status_told", "CA1", "ringing"],
    ["call.status_told", "CA1", "completed"],
  ]);
  expect(JSON.stringify(lines)).not.toContain(CLIENT);
});

test("WH-05 what Twilio repeats under one idempotency token is a duplicate, and another token makes no new event", async () => {
  const firm = await openFirm();
  const text = inbound("SM1");
  const answers = [];
  for (const token of ["one", "one", "two"]) {
    const sent = await firm.send({ ...text, headers: { "I-Twilio-Idempotency-Token": token } });
    answers.push(JSON.parse(sent.body).status);
  }
  expect(answers).toEqual(["accepted", "duplicate", "duplicate"]);
});

test("Twilio itself is answered in TwiML that says nothing, any other sender and Event Streams in JSON", async () => {
  const firm = await openFirm();
  const headers = { "User-Agent": "TwilioProxy/1.1" };
  for (const request of [inbound("SM1"), inbound("SM1"), form({ CallSid: "CA1", CallStatus: "ringing" })]) {
    expect(await firm.send({ ...request, headers })).toEqual({
      status: 200,
      contentType: "text/xml",
      body: '<?xml version="1.0" encoding="UTF-8"?><Response/>',
    });
  }
  const other = { From: "messenger:1", To: "messenger:2" };
  expect(await firm.send(inbound("SM3", other))).toMatchObject({ contentType: "application/json" });
  expect(await firm.sendJson([cloudEvent("EZ1", {})], headers)).toMatchObject({ contentType: "application/json" });
});

function cloudEvent(id: string, data: Record<string, unknown>) {
  const type = "com.twilio.messaging.message.delivered";
  const known = { accountSid: ACCOUNT, messageSid: "SM1", messageStatus: "DELIVERED", from: LINE, to: CLIENT };
  return { specversion: "1.0", type, id, time: new Date().toISOString(), data: { ...known, ...data } };
}

test("WH-05 Event Streams and the form tell of one message, and each event of a batch counts", async () => {
  const firm = await openFirm();
  await firm.send(status("SM1", "sent"));
  const batch = [cloudEvent("EZ1", {}), cloudEvent("EZ2", { messageSid: "SM2", messageStatus: "READ" })];
  for (const expected of ["accepted", "duplicate"]) {
    expect(JSON.parse((await firm.sendJson(batch)).body)).toEqual({ status: expected });
  }
  expect(await firm.work()).toBe(0);
  expect((await messagesOf(firm)).map(({ state }) => state).toSorted()).toEqual(["delivered", "read"]);
});

test("WH-03 another account, none, and two at once are refused, in forms and in batches", async () => {
  const [firm, other] = [await openFirm(), await openFirm(`AC${"2".repeat(32)}`)];
  const foreign = `AC${"2".repeat(32)}`;
  const text = inbound("SM1");
  const refused = [
    { ...text, body: text.body.replace(ACCOUNT, foreign) },
    { ...text, body: text.body.replace(`AccountSid=${ACCOUNT}&`, "") },
    { ...text, body: `${text.body}&AccountSid=${foreign}` },
  ];
  for (const delivery of refused) expect((await firm.send(delivery)).status).toBe(401);
  const batches = [
    [cloudEvent("EZ1", { accountSid: foreign })],
    [cloudEvent("EZ2", {}), cloudEvent("EZ3", { accountSid: foreign })],
    [cloudEvent("EZ4", { accountSid: null })],
    [cloudEvent("EZ5", { account_sid: foreign })],
  ];
  for (const batch of batches) expect((await firm.sendJson(batch)).status).toBe(401);
  expect(await firm.payloads()).toEqual([]);
  expect(await other.payloads()).toEqual([]);
  expect(new Set(await firm.refusals())).toEqual(new Set(["wrong_firm"]));
});

test.each(twilioFixtures.deliveries)("what is kept of $name reads as what arrived", ({ contentType, body }) => {
  const isJson = contentType === "application/json";
  const arrived = isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
  const context = {
    headers: new Headers(),
    query: new URLSearchParams(),
    receivedAt: new Date(),
    account: null,
    messageId: null,
    bodyHash: () => "hash",
  };
  const kept = twilio.open(arrived, context)?.payload() ?? "";
  expect(decodeTwilioEvent(JSON.parse(kept))).toEqual(decodeTwilioEvent(arrived));
  expect(kept).not.toMatch(/https?:\/\/(?!example\.com)/);
});
