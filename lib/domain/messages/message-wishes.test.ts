import { afterAll, beforeAll, expect, test } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { actionsOf, after, CLIENT, everythingOf, inFirm, told } from "@/tests/support/told-message";
import type { MessageInput } from "./message-input";
import { recordMessage } from "./record-message";
import { type MessageEditInput, recordMessageEdit } from "./record-message-edit";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

let count = 0;
function say(orgId: string, body: string, input: Partial<MessageInput> = {}) {
  count += 1;
  return inFirm(orgId, (tx) => recordMessage(tx, told({ providerMessageId: `SM${count}`, body, ...input })));
}

async function registerOf(orgId: string) {
  const { register } = await everythingOf(orgId);
  return Object.fromEntries(register.map(({ channel, state }) => [channel, state]));
}

test("CMP-01 a texted STOP blocks the number at the provider's time with its words, and takes waiting calls back", async () => {
  await inFirm("org_stop", (tx) =>
    tx.insert(callLogs).values({ direction: "outbound", purpose: "callback", language: "en", clientNumber: CLIENT }),
  );
  await say("org_stop", " Stop. ");
  const { optOuts, lines } = await everythingOf("org_stop");
  expect(optOuts).toMatchObject([
    { e164: CLIENT, channel: "sms", kind: "stop", source: "sms", words: "Stop.", occurredAt: after(0) },
  ]);
  const line = lines.find(({ action }) => action === "opt_out.recorded");
  expect(line).toMatchObject({ trigger: "webhook.received", subjectType: "message", detail: { cancelledCalls: 1 } });
  expect(await inFirm("org_stop", (tx) => tx.select({ state: callLogs.state }).from(callLogs))).toEqual([
    { state: "cancelled" },
  ]);
});

test.each([
  ["STOP", "sms", false],
  ["cancelar", "sms", true],
  ["dar de baja", "sms", false],
  ["stop all", "all", false],
  ["no más llamadas", "all", false],
  ["please stop texting me", "all", true],
  ["ya no me escriban", "all", true],
  ["wrong number", "all", true],
] as const)("CMP-02 %s blocks (%s), and a person is asked where it is unclear", async (words, channel, isUnclear) => {
  const orgId = `org_words_${words.replace(/\W/g, "_")}`;
  await say(orgId, words);
  expect(await registerOf(orgId)).toEqual({ [channel]: "opted_out" });
  expect((await actionsOf(orgId)).includes("opt_out.unclear")).toBe(isUnclear);
});

test("CMP-02 HELP changes nothing and is noted; the firm's own words, and ordinary ones, are no wish", async () => {
  await say("org_help", "HELP");
  await say("org_help", "STOP", { direction: "outbound", state: "sent" });
  await say("org_help", "The stop sign was hidden");
  expect(await registerOf("org_help")).toEqual({});
  expect((await actionsOf("org_help")).filter((action) => action.startsWith("opt"))).toEqual(["opt_out.help_asked"]);
});

test("CMP-03 whatever the order of STOP and START, the later one counts, and START takes back no spoken or unclear stop", async () => {
  const stop = ["STOP", { sentAt: after(0) }] as const;
  const start = ["START", { sentAt: after(60), receivedAt: after(61) }] as const;
  for (const [index, order] of [
    [stop, start],
    [start, stop],
  ].entries()) {
    const orgId = `org_order_${index}`;
    for (const [words, input] of order) await say(orgId, words, input);
    expect(await registerOf(orgId)).toEqual({ sms: "opted_in" });
  }
  await say("org_unclear_start", "leave me alone", { sentAt: after(0) });
  await say("org_unclear_start", "START", { sentAt: after(60), receivedAt: after(61) });
  expect(await registerOf("org_unclear_start")).toEqual({ all: "opted_out", sms: "opted_in" });
  const { optOuts } = await everythingOf("org_unclear_start");
  expect(optOuts.at(-1)).toMatchObject({ kind: "start", words: "START" });
});

test("CMP-03 a START from a clock that runs ahead does not outlive the STOP that follows it", async () => {
  await say("org_clock", "START", { sentAt: after(3_600), receivedAt: after(0) });
  await say("org_clock", "STOP", { sentAt: after(60), receivedAt: after(61) });
  expect(await registerOf("org_clock")).toEqual({ sms: "opted_out" });
});

test("CMP-02 a stop that either the provider or we read counts, also when the provider tells second of a twin", async () => {
  await say("org_keyword", "ARRET", { optOutKeyword: "stop" });
  expect(await registerOf("org_keyword")).toEqual({ sms: "opted_out" });
  await say("org_keyword_help", "stop", { optOutKeyword: "help" });
  expect(await registerOf("org_keyword_help")).toEqual({ sms: "opted_out" });
  await say("org_keyword_intent", "Start. And stop texting me", { optOutKeyword: "start" });
  expect(await registerOf("org_keyword_intent")).toEqual({ all: "opted_out" });
  await say("org_keyword_twin", "ARRET", { provider: "ghl" });
  expect(await registerOf("org_keyword_twin")).toEqual({});
  await say("org_keyword_twin", "ARRET", { optOutKeyword: "stop" });
  expect(await registerOf("org_keyword_twin")).toEqual({ sms: "opted_out" });
});

test.each(["YES", "Sí.", "si"])(
  "CMP-03 %s, which a carrier takes for a START, takes no stop back by itself",
  async (words) => {
    const orgId = `org_mere_yes_${words.length}_${words.charCodeAt(0)}`;
    await say(orgId, "STOP", { sentAt: after(0) });
    await say(orgId, words, { sentAt: after(60), receivedAt: after(61), optOutKeyword: "start" });
    expect(await registerOf(orgId)).toEqual({ sms: "opted_out" });
    await say(orgId, "UNSTOP", { sentAt: after(120), receivedAt: after(121), optOutKeyword: "start" });
    expect(await registerOf(orgId)).toEqual({ sms: "opted_in" });
  },
);

test("WH-05 one STOP that two systems tell, twice each, is one opt-out", async () => {
  for (const provider of ["twilio", "ghl", "twilio", "ghl"]) {
    await say("org_stop_once", "STOP", { provider, providerMessageId: `of ${provider}` });
  }
  const { optOuts, messages } = await everythingOf("org_stop_once");
  expect(optOuts).toHaveLength(1);
  expect(messages).toHaveLength(1);
});

test("two true STOPs are two in the ledger", async () => {
  await say("org_stop_twice", "STOP", { sentAt: after(0) });
  await say("org_stop_twice", "STOP", { sentAt: after(20) });
  expect((await everythingOf("org_stop_twice")).optOuts).toHaveLength(2);
});

test("CMP-01 a stop from somebody whose number is hidden blocks the id that stands for them", async () => {
  const hidden = { kind: "whatsapp_id", jid: "184467440737095@lid" } as const;
  const { messageId } = await say("org_hidden", "STOP", { channel: "whatsapp", client: hidden });
  const { optOuts, register } = await everythingOf("org_hidden");
  expect(optOuts).toMatchObject([{ e164: hidden.jid, channel: "whatsapp", kind: "stop", sourceMessageId: messageId }]);
  expect(register).toMatchObject([{ e164: hidden.jid, channel: "whatsapp", state: "opted_out" }]);
});

test("a client who edits a message into a stop is blocked, once, also before the message is told; a START takes a message", async () => {
  const key = { provider: "evolution", account: "firm-a", providerMessageId: "W1" };
  const edit: MessageEditInput = {
    ...key,
    eventId: null,
    client: { kind: "phone", e164: CLIENT },
    channel: "whatsapp",
    direction: "inbound",
    body: "STOP",
    at: after(10),
  };
  await inFirm("org_edit", (tx) => recordMessageEdit(tx, edit));
  await inFirm("org_edit", (tx) => recordMessageEdit(tx, edit));
  await inFirm("org_edit", (tx) => recordMessageEdit(tx, { ...edit, body: "START", at: after(20) }));
  await say("org_edit", "hello", { ...key, channel: "whatsapp" });
  const { optOuts, messages } = await everythingOf("org_edit");
  expect(optOuts).toMatchObject([{ channel: "whatsapp", source: "whatsapp", kind: "stop", occurredAt: after(10) }]);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatchObject({ body: "hello", edits: [{ body: "STOP" }, { body: "START" }] });
});
