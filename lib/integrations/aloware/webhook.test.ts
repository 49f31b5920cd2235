import { afterAll, beforeAll, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { alowareFixtures } from "@/tests/webhooks/fixtures/aloware";
import { deliver, openProviderFirm, type ProviderFirm } from "@/tests/webhooks/provider-firm";
import { aloware } from "./webhook";
import { decodeAlowareEvent } from "./webhook-event";

const CLIENT = "+16025550142";
const LINE = "+16025550100";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const openFirm = () => openProviderFirm({ provider: "aloware", mode: "bearer", account: null });

type Json = Record<string, unknown>;

/** `YYYY-MM-DD HH:MM:SS` of some seconds ago, in UTC. */
const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString().slice(0, 19).replace("T", " ");

const contact = {
  id: 1,
  first_name: "Jane",
  last_name: "Doe",
  phone_number: CLIENT,
  is_dnc: false,
  is_opted_out: false,
};

function communication(fields: Json): Json {
  const times = { created_at: ago(60), updated_at: ago(58) };
  const states = { current_status2: 9, disposition_status2: 4 };
  return { id: 77, direction: 1, lead_number: CLIENT, incoming_number: LINE, ...times, ...states, contact, ...fields };
}

const text = (fields: Json = {}) => communication({ type: 2, body: "Hello", ...fields });
const call = (fields: Json = {}) => communication({ type: 1, direction: 2, body: null, talk_time: 63, ...fields });

async function take(firm: ProviderFirm, ...deliveries: [event: string, body: unknown][]): Promise<string[]> {
  const answers: string[] = [];
  for (const [event, body] of deliveries) {
    const sent = await firm.sendJson({ event, body });
    expect(sent.status).toBe(200);
    answers.push(JSON.parse(sent.body).status);
    expect(await firm.work()).toBe(0);
  }
  return answers;
}

const messagesOf = (firm: ProviderFirm) => firm.read((tx) => tx.select().from(messages));
const registerOf = (firm: ProviderFirm) =>
  firm.read((tx) =>
    tx
      .select({ e164: optoutRegistry.e164, channel: optoutRegistry.channel, state: optoutRegistry.state })
      .from(optoutRegistry),
  );
const actionsOf = async (firm: ProviderFirm) => (await firm.lines()).map(({ action }) => action);

test("a client's text is kept with name and line, at a time that is UTC without saying so", async () => {
  const firm = await openFirm();
  const createdAt = ago(60);
  await take(firm, [
    "InboundSMS-DispositionCompleted",
    text({ created_at: createdAt, body: "See https://a.example/1" }),
  ]);
  expect(await messagesOf(firm)).toMatchObject([
    {
      channel: "sms",
      direction: "inbound",
      clientAddress: CLIENT,
      line: LINE,
      senderName: "Jane Doe",
      body: "See https://a.example/1",
      sentAt: new Date(`${createdAt.replace(" ", "T")}Z`),
    },
  ]);
});

test("WH-05 the same fact in other bytes is one event: numbers as texts, a later stamp, another name", async () => {
  const firm = await openFirm();
  const told = text();
  const asTexts = Object.fromEntries(
    Object.entries(told).map(([key, value]) => [key, typeof value === "number" ? String(value) : value]),
  );
  const answers = await take(
    firm,
    ["InboundSMS-DispositionCompleted", told],
    ["InboundSMS-DispositionCompleted", asTexts],
    ["InboundSMS-DispositionCompleted", { ...told, updated_at: ago(10), new_field: 1 }],
    ["Misnamed", told],
  );
  expect(answers).toEqual(["accepted", "duplicate", "duplicate", "duplicate"]);
  expect(await messagesOf(firm)).toHaveLength(1);
});

test.each([
  [{ current_status2: 19, disposition_status2: 7 }, "failed", "invalid"],
  [{ current_status2: "19", disposition_status2: "5" }, "failed", "failed"],
  [{}, "sent", null],
])("a text of the firm with %j is %s", async (states, state, failureCode) => {
  const firm = await openFirm();
  await take(firm, ["OutboundSMS-Disposition", text({ direction: 2, ...states })]);
  expect(await messagesOf(firm)).toMatchObject([
    { direction: "outbound", clientAddress: CLIENT, state, failureCode, senderName: null },
  ]);
});

test("the six webhooks of a call are its opening, its end once, its recording and its summary", async () => {
  const closing = call({
    call_disposition: "No Answer",
    has_recording: true,
    direct_recording_url: "https://a.example/r",
  });
  const transcription = { transcription: { transcription_id: "t1", text: "Hello" }, communication: closing };
  const six: [string, unknown][] = [
    ["OutboundPhoneCall", call({ current_status2: 1, disposition_status2: 1, talk_time: 0 })],
    ["OutboundPhoneCall-DispositionCompleted", closing],
    ["Recording-Saved", closing],
    ["Call-Disposed", { ...closing, updated_at: ago(1) }],
    ["transcription.call.summarized", { summary: "…", ...transcription }],
    ["transcription.open_search.saved", transcription],
  ];
  for (const order of [six, six.toReversed()]) {
    const firm = await openFirm();
    const answers = await take(firm, ...order);
    expect(answers.toSorted()).toEqual(["accepted", "accepted", "accepted", "accepted", "duplicate", "ignored"]);
    expect((await actionsOf(firm)).toSorted()).toEqual([
      "call.closed_told",
      "call.initiated_told",
      "call.recording_told",
      "call.summary_told",
    ]);
    const detail = { provider: "aloware", providerCallId: "77", direction: "outbound", disposition: "completed" };
    expect(await firm.lines()).toContainEqual(
      expect.objectContaining({ action: "call.closed_told", detail: { ...detail, talkSeconds: 63 } }),
    );
  }
});

test("a call that calls itself a text is a call, and a label that is chosen later is told", async () => {
  const firm = await openFirm();
  const answers = await take(
    firm,
    ["OutboundSMS-DispositionCompleted", call()],
    ["Call-Disposed", call({ call_disposition: "Left a message" })],
  );
  expect(answers).toEqual(["accepted", "accepted"]);
  expect(await messagesOf(firm)).toEqual([]);
  expect(await actionsOf(firm)).toEqual(["call.closed_told", "call.closed_told"]);
});

test.each(["STOP", "alto"])("CMP-02 a client who texts %s is blocked", async (words) => {
  const firm = await openFirm();
  await take(firm, ["InboundSMS-DispositionCompleted", text({ body: words })]);
  expect(await registerOf(firm)).toEqual([{ e164: CLIENT, channel: "sms", state: "opted_out" }]);
});

test("CMP-01 a contact's marks block the number, and taking one off allows nothing", async () => {
  const firm = await openFirm();
  const marked = { ...contact, is_dnc: 1, is_opted_out: "true", updated_at: ago(50) };
  await take(firm, ["Contact-DNC-Updated", marked], ["Contact DNC Updated", marked]);
  await take(firm, ["Contact-DNC-Updated", { ...marked, is_dnc: false, is_opted_out: false, updated_at: ago(40) }]);
  expect((await registerOf(firm)).toSorted((a, b) => a.channel.localeCompare(b.channel))).toEqual([
    { e164: CLIENT, channel: "all", state: "opted_out" },
    { e164: CLIENT, channel: "sms", state: "opted_out" },
  ]);
  expect((await actionsOf(firm)).filter((action) => action.startsWith("opt_out"))).toEqual([
    "opt_out.recorded",
    "opt_out.recorded",
    "opt_out.removal_not_heard",
  ]);
});

test("CMP-01 a mark that a call brings along blocks once, and a client's own words are not overruled by it", async () => {
  const firm = await openFirm();
  const marked = { ...contact, is_opted_out: true };
  await take(
    firm,
    ["InboundSMS-DispositionCompleted", text({ id: 80, body: "START", contact: marked })],
    ["OutboundPhoneCall-DispositionFailed", call({ id: 81, contact: { ...contact, is_dnc: true } })],
    ["OutboundPhoneCall-DispositionFailed", call({ id: 82, contact: { ...contact, is_dnc: true } })],
  );
  expect((await registerOf(firm)).toSorted((a, b) => a.channel.localeCompare(b.channel))).toEqual([
    { e164: CLIENT, channel: "all", state: "opted_out" },
    { e164: CLIENT, channel: "sms", state: "opted_in" },
  ]);
  expect((await actionsOf(firm)).filter((action) => action === "opt_out.recorded")).toHaveLength(1);
});

test("what is no fact is kept and leads to nothing", async () => {
  const firm = await openFirm();
  const answers = await take(
    firm,
    ["Contact-Updated", { ...contact, updated_at: ago(5) }],
    ["InboundSMS", text({ lead_number: null, contact: null })],
    ["InboundSMS", text({ direction: 3 })],
    ["Anything", { type: 2 }],
    ["Anything", null],
    ["Anything", []],
  );
  expect(answers).toEqual(Array.from({ length: 6 }, () => "ignored"));
  const test = await firm.sendJson({ test_payload: true });
  expect(JSON.parse(test.body)).toEqual({ status: "ignored" });
  expect(await firm.lines()).toEqual([]);
});

test("SEC-06 no link to a recording or a file is kept, wherever it stands", async () => {
  const firm = await openFirm();
  const canary = "https://app.aloware.io/static/recording/CANARY";
  const bucket = "files-CANARY.s3.us-east-1.amazonaws.com/voice.mp3?X-Amz-Signature=CANARY";
  await take(
    firm,
    ["Recording-Saved", call({ direct_recording_url: canary, body: canary, voicemail: { url: `//${bucket}` } })],
    ["transcription.call.summarized", { summary: `At ${canary}, ${bucket}`, communication: call({ link: canary }) }],
    ["Something-New", { api_token: "CANARY", deep: [{ recording: `<${canary}>` }] }],
  );
  const kept = [...(await firm.payloads()), JSON.stringify(await firm.lines())];
  expect(kept).toHaveLength(4);
  expect(kept.join()).not.toContain("CANARY");
});

test("WH-03 another firm's proof takes nothing through this firm's door", async () => {
  const [firm, other] = [await openFirm(), await openFirm()];
  const body = JSON.stringify({ event: "InboundSMS", body: text() });
  const crossed = { ...other.door, path: firm.door.path };
  expect((await deliver(crossed, { contentType: "application/json", body })).status).toBe(401);
  for (const each of [firm, other]) expect(await each.payloads()).toEqual([]);
  expect(await firm.refusals()).toEqual(["bad_signature"]);
});

test.each(alowareFixtures.deliveries)("what is kept of $name reads as what arrived", ({ body }) => {
  const context = {
    headers: new Headers(),
    query: new URLSearchParams(),
    receivedAt: new Date(),
    account: null,
    messageId: null,
    bodyHash: () => "",
  };
  const kept = aloware.open(JSON.parse(body), context)?.payload() ?? "";
  expect(decodeAlowareEvent(JSON.parse(kept))).toEqual(decodeAlowareEvent(JSON.parse(body)));
});
