import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { actionsOf, addContact, after, CLIENT, everythingOf, inFirm, told } from "@/tests/support/told-message";
import type { MessageInput } from "./message-input";
import { recordMessage } from "./record-message";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

function record(orgId: string, input: Partial<MessageInput> = {}) {
  return inFirm(orgId, (tx) => recordMessage(tx, told(input)));
}

test("WH-05 the same message told twice is one, with one effect, and another one is another", async () => {
  const eventId = randomUUID();
  const first = await record("org_once", { eventId });
  expect(await record("org_once", { eventId: randomUUID() })).toEqual({ messageId: first.messageId, isNew: false });
  expect(await actionsOf("org_once")).toEqual(["lead.created", "message.recorded"]);
  const second = await record("org_once", { providerMessageId: "SM2", body: "Are you there?", sentAt: after(30) });
  expect(first.isNew && second.isNew).toBe(true);
  const { messages, mappings, lines } = await everythingOf("org_once");
  expect(messages.map(({ id, body }) => [id, body])).toEqual([
    [first.messageId, "I was in a crash"],
    [second.messageId, "Are you there?"],
  ]);
  expect(mappings).toHaveLength(2);
  const caused = lines.filter((line) => line.eventId === eventId);
  expect(caused.map(({ action, subjectType, status }) => ({ action, subjectType, status }))).toEqual(
    expect.arrayContaining([
      { action: "message.recorded", subjectType: "message", status: "done" },
      { action: "lead.created", subjectType: "lead", status: "done" },
    ]),
  );
  expect(JSON.stringify(lines)).not.toMatch(/crash|there|6025550142/);
});

test("WH-03 the same ids in two firms are two firms' messages", async () => {
  await addContact("org_first", CLIENT);
  const mine = await record("org_first", { body: "privileged" });
  const theirs = await record("org_second", { body: "STOP" });
  expect(theirs).toMatchObject({ isNew: true });
  expect(theirs.messageId).not.toBe(mine.messageId);
  const first = await everythingOf("org_first");
  const second = await everythingOf("org_second");
  expect(first.messages.map(({ body }) => body)).toEqual(["privileged"]);
  expect(second.messages.map(({ body, contactId }) => [body, contactId])).toEqual([["STOP", null]]);
  expect(first.register).toEqual([]);
  expect(first.optOuts).toEqual([]);
  expect(second.register).toHaveLength(1);
});

const A = { provider: "twilio", account: "AC1" };
const B = { provider: "ghl", account: "LOC1", line: null };

test("a message that two systems tell of is shown once, under both ids", async () => {
  const first = await record("org_twins", { ...A, body: "See you at  five" });
  const second = await record("org_twins", {
    ...B,
    providerMessageId: "M1",
    body: "See you at five\n",
    senderName: "Ana",
    media: [{ contentType: "image/jpeg", fileName: null }],
    sentAt: after(40),
  });
  expect(second).toEqual({ messageId: first.messageId, isNew: false });
  const { messages, mappings } = await everythingOf("org_twins");
  expect(mappings.map(({ provider, messageId }) => [provider, messageId]).toSorted()).toEqual([
    ["ghl", first.messageId],
    ["twilio", first.messageId],
  ]);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatchObject({ body: "See you at  five", senderName: "Ana", media: [{ fileName: null }] });
  expect(await actionsOf("org_twins")).toEqual(["lead.created", "message.recognised", "message.recorded"]);
});

test("two true, equal messages through two systems are two, in whatever order they are told", async () => {
  const tellings = [
    { ...A, providerMessageId: "a1", sentAt: after(0) },
    { ...A, providerMessageId: "a2", sentAt: after(20) },
    { ...B, providerMessageId: "b1", sentAt: after(1) },
    { ...B, providerMessageId: "b2", sentAt: after(21) },
  ];
  const orders = [
    [0, 1, 2, 3],
    [0, 2, 1, 3],
    [0, 2, 3, 1],
    [3, 2, 1, 0],
    [1, 2, 0, 3],
    [2, 0, 3, 1],
  ];
  for (const [index, order] of orders.entries()) {
    const orgId = `org_equal_${index}`;
    for (const position of order) await record(orgId, { ...tellings[position], body: "ok" });
    const { messages, mappings } = await everythingOf(orgId);
    expect(messages).toHaveLength(2);
    expect(mappings).toHaveLength(4);
    for (const { id } of messages) {
      const tellers = mappings.filter(({ messageId }) => messageId === id).map(({ provider }) => provider);
      expect(tellers.toSorted()).toEqual(["ghl", "twilio"]);
    }
  }
});

test.each<[string, Partial<MessageInput>]>([
  ["other words", { body: "I was in a crash!" }],
  ["another person", { client: { kind: "phone", e164: "+16025550143" } }],
  ["the other way", { direction: "outbound", state: "sent" }],
  ["another channel", { channel: "whatsapp" }],
  ["more than ninety seconds apart", { sentAt: after(91) }],
  ["another line of the firm", { line: "+16025550101" }],
  ["the same provider", { provider: "twilio", account: "AC2" }],
])("what differs in this is another message: %s", async (difference, input) => {
  const orgId = `org_${difference.replaceAll(" ", "_")}`;
  await record(orgId);
  expect(await record(orgId, { ...B, line: "+16025550100", providerMessageId: "M1", ...input })).toMatchObject({
    isNew: true,
  });
});

test("pictures without words are the same only in the same number, and nothing at all is never the same", async () => {
  const picture = { contentType: "image/png", fileName: null };
  await record("org_pictures", { body: "", media: [picture] });
  expect((await record("org_pictures", { ...B, body: "", media: [picture, picture] })).isNew).toBe(true);
  expect((await record("org_pictures", { ...B, providerMessageId: "M2", body: "", media: [picture] })).isNew).toBe(
    false,
  );
  await record("org_empty", { body: "" });
  expect((await record("org_empty", { ...B, body: "" })).isNew).toBe(true);
});

test("INP-05 a sender is the one contact with the number, in any spelling, and nobody when two share it", async () => {
  const ana = await addContact("org_match", CLIENT);
  await record("org_match", {
    client: { kind: "whatsapp_id", jid: "16025550142:3@s.whatsapp.net" },
    channel: "whatsapp",
  });
  await record("org_match", {
    providerMessageId: "SM2",
    client: { kind: "phone", e164: "(602) 555-0142" },
    body: "two",
  });
  const one = await everythingOf("org_match");
  expect(one.messages.map(({ contactId, clientAddress }) => [contactId, clientAddress])).toEqual([
    [ana, CLIENT],
    [ana, CLIENT],
  ]);
  await addContact("org_match", CLIENT, "Ben");
  await record("org_match", { providerMessageId: "SM3", body: "three", sentAt: after(5) });
  const { messages, leads } = await everythingOf("org_match");
  expect(messages.at(-1)).toMatchObject({ body: "three", contactId: null });
  expect(leads).toEqual([]);
});

test("an unknown sender becomes one lead, by number or by WhatsApp's id", async () => {
  await record("org_lead", { senderName: "Maria" });
  await record("org_lead", { providerMessageId: "SM2", body: "Hello?" });
  const hidden = { kind: "whatsapp_id", jid: "184467440737095@lid" } as const;
  await record("org_lead", { provider: "evolution", providerMessageId: "W1", channel: "whatsapp", client: hidden });
  await record("org_lead", {
    provider: "evolution",
    providerMessageId: "W2",
    channel: "whatsapp",
    client: hidden,
    body: "2",
  });
  const { leads, messages } = await everythingOf("org_lead");
  expect(leads.map(({ phone, source, status }) => ({ phone, source, status }))).toEqual(
    expect.arrayContaining([
      { phone: CLIENT, source: "inbound_message", status: "new" },
      { phone: null, source: "inbound_message", status: "new" },
    ]),
  );
  expect(leads).toHaveLength(2);
  expect(messages.filter(({ clientAddress }) => clientAddress === "184467440737095@lid")).toHaveLength(2);
});

test("no lead comes of what the firm sent, of a keyword, of a short code or of a twin", async () => {
  await record("org_no_lead", { direction: "outbound", state: "sent" });
  await record("org_no_lead", {
    providerMessageId: "SM2",
    body: "STOP",
    client: { kind: "phone", e164: "+16025550143" },
  });
  await record("org_no_lead", { providerMessageId: "SM3", client: { kind: "phone", e164: "72345" } });
  const { leads, messages } = await everythingOf("org_no_lead");
  expect(leads).toEqual([]);
  expect(messages.map(({ clientAddress }) => clientAddress)).toContain("72345");
});

test.each(["120363000000000000@g.us", "status@broadcast", "1234567890@broadcast", "120363@newsletter", ""])(
  "nothing is kept of a group, a list or a status update: %s",
  async (jid) => {
    const input = { channel: "whatsapp", client: { kind: "whatsapp_id", jid } } as const;
    await expect(record("org_group", input)).rejects.toMatchObject({ code: "invalid_input" });
    const { messages, leads } = await everythingOf("org_group");
    expect([...messages, ...leads]).toEqual([]);
  },
);

test("text that the database cannot hold is kept without what it refuses", async () => {
  await record("org_text", {
    body: "a\u0000b\ud800",
    senderName: "\u0000",
    media: [{ contentType: "text/plain", fileName: "x\u0000\udc00.txt" }],
  });
  const { messages } = await everythingOf("org_text");
  expect(messages[0]).toMatchObject({ body: "ab\ufffd", senderName: null, media: [{ fileName: "x\ufffd.txt" }] });
});

test("told again by its provider, a message gains what was missing and never goes back", async () => {
  const out = { direction: "outbound" as const, providerMessageId: "SM9" };
  await record("org_gaps", { ...out, state: "delivered", line: null });
  await record("org_gaps", { ...out, state: "queued", line: "+16025550100", body: "something else" });
  const { messages } = await everythingOf("org_gaps");
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatchObject({ state: "delivered", line: "+16025550100", body: "I was in a crash" });
  expect(await actionsOf("org_gaps")).toEqual(["message.completed", "message.recorded"]);
});
