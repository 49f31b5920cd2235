import { afterAll, beforeAll, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { evolutionFixtures } from "@/tests/webhooks/fixtures/evolution";
import { openProviderFirm, type ProviderFirm } from "@/tests/webhooks/provider-firm";
import { evolution } from "./webhook";
import { decodeEvolutionEvent } from "./webhook-event";

const INSTANCE = "Firm-One";
const CLIENT = "+16025550142";
const JID = "16025550142@s.whatsapp.net";
const LID = "184467440737095@lid";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const openFirm = (account = INSTANCE) => openProviderFirm({ provider: "evolution", mode: "evolution-jwt", account });

type Json = Record<string, unknown>;

function event(name: string, data: unknown, other: Json = {}): Json {
  const sender = "16025550100@s.whatsapp.net";
  return { event: name, instance: INSTANCE, data, sender, apikey: "SECRET-OF-THE-INSTANCE", ...other };
}

function message(id: string, content: Json, key: Json = {}): Json {
  return {
    key: { remoteJid: JID, fromMe: false, id, ...key },
    pushName: "Jane",
    message: content,
    messageTimestamp: Math.floor(Date.now() / 1_000),
  };
}

const ack = (id: string, status: unknown, other: Json = {}) => ({
  keyId: id,
  remoteJid: JID,
  fromMe: true,
  status,
  ...other,
});
const text = (words: string) => ({ conversation: words });

async function take(firm: ProviderFirm, ...events: Json[]): Promise<string[]> {
  const answers: string[] = [];
  for (const each of events) {
    const { status, body } = await firm.sendJson(each);
    answers.push(status === 200 ? JSON.parse(body).status : String(status));
    expect(await firm.work()).toBe(0);
  }
  return answers;
}

const messagesOf = (firm: ProviderFirm) =>
  firm.read((tx) => tx.select().from(messages).orderBy(messages.createdAt, messages.body));

test("a client's message is kept with name, words and line, in either spelling of the event's name", async () => {
  const firm = await openFirm();
  const words = "Me mudé, mire https://example.com/mapa ";
  expect(await take(firm, event("messages.upsert", message("A1", text(words))))).toEqual(["accepted"]);
  expect(await take(firm, event("MESSAGES_UPSERT", message("A1", text(words))))).toEqual(["duplicate"]);
  const kept = { channel: "whatsapp", direction: "inbound", clientAddress: CLIENT, line: "+16025550100" };
  expect(await messagesOf(firm)).toMatchObject([{ ...kept, senderName: "Jane", body: words, state: "received" }]);
});

test("on the channel that does not tell the firm's number the line is the instance", async () => {
  const firm = await openFirm();
  await take(
    firm,
    event("messages.upsert", message("A1", { extendedTextMessage: { text: "Hi" } }), { sender: undefined }),
  );
  expect(await messagesOf(firm)).toMatchObject([{ line: INSTANCE, body: "Hi" }]);
});

test.each([
  ["a picture", { imageMessage: { mimetype: "image/jpeg", caption: "My car" } }, "My car", ["image/jpeg", null]],
  [
    "a document",
    { documentMessage: { mimetype: "application/pdf", fileName: "report.pdf" } },
    "",
    ["application/pdf", "report.pdf"],
  ],
  [
    "a document in its wrapper",
    { documentWithCaptionMessage: { message: { documentMessage: { caption: "It" } } } },
    "It",
    [null, null],
  ],
  [
    "a voice note",
    { audioMessage: { mimetype: "audio/ogg; codecs=opus", seconds: 12 } },
    "",
    ["audio/ogg; codecs=opus", null],
  ],
  ["a vanishing text", { ephemeralMessage: { message: { extendedTextMessage: { text: "Psst" } } } }, "Psst", null],
  [
    "a place",
    { locationMessage: { degreesLatitude: 33.4, degreesLongitude: -112, name: "Court" } },
    "Court (33.4, -112)",
    null,
  ],
  ["a reaction", { reactionMessage: { key: { id: "Z" }, text: "👍" } }, "👍", null],
  ["a contact", { contactMessage: { displayName: "Dr. Who", vcard: "BEGIN:VCARD" } }, "Dr. Who", null],
  ["a button", { buttonsResponseMessage: { selectedDisplayText: "Yes" } }, "Yes", null],
  ["something that cannot be shown", { pollCreationMessage: { name: "Where?" } }, "", [null, null]],
])("%s is kept", async (_, content, body, file) => {
  const firm = await openFirm();
  await take(firm, event("messages.upsert", message("A1", content)));
  const media = file === null ? [] : [{ contentType: file[0], fileName: file[1] }];
  expect(await messagesOf(firm)).toMatchObject([{ body, media }]);
});

test.each([
  ["a group", message("A1", text("Hi"), { remoteJid: "120363041234567890@g.us" })],
  ["a status", message("A1", text("Hi"), { remoteJid: "status@broadcast" })],
  ["a channel", message("A1", text("Hi"), { remoteJid: "120363041234567890@newsletter" })],
  ["WhatsApp's own traffic", message("A1", { protocolMessage: { type: 0 }, messageContextInfo: {} })],
  ["a reaction that was taken back", message("A1", { reactionMessage: { text: "" } })],
  ["a message that could not be opened", { key: { remoteJid: JID, fromMe: false, id: "A1" } }],
  ["nothing", null],
  ["nonsense", ["x", 7, { key: "y", message: [] }]],
])("%s is kept as an event and leads to nothing", async (_, data) => {
  const firm = await openFirm();
  expect(await take(firm, event("messages.upsert", data))).toEqual(["ignored"]);
  expect(await messagesOf(firm)).toEqual([]);
});

const GROUP = { remoteJid: "120363041234567890@g.us", fromMe: true, id: "A1" };
const STATUS = { ...GROUP, remoteJid: "status@broadcast" };

test.each([
  ["the firm's own message to a group", "send.message", message("A1", text("Hi all"), GROUP)],
  ["the firm's own status", "send.message", message("A1", text("We moved"), STATUS)],
  ["an edit in a group", "messages.edited", { key: GROUP, editedMessage: text("STOP"), timestampMs: 1 }],
  ["a deletion in a group", "messages.delete", { ...GROUP, status: "DELETED" }],
  ["that a group read it", "messages.update", ack("A1", "READ", { remoteJid: GROUP.remoteJid })],
  ["that somebody saw the status", "messages.update", ack("A1", "READ", { remoteJid: STATUS.remoteJid })],
  [
    "a member's message under their number",
    "messages.upsert",
    message("A1", text("STOP"), { ...GROUP, fromMe: false, participant: JID, participantAlt: LID, senderPn: JID }),
  ],
])("%s leads to nothing", async (_, name, data) => {
  const firm = await openFirm();
  expect(await take(firm, event(name, data))).toEqual(["ignored"]);
  expect(await messagesOf(firm)).toEqual([]);
  expect(await firm.read((tx) => tx.select().from(optoutRegistry))).toEqual([]);
});

test("a hidden sender is told apart by the hidden id, and all of it is the number's where the gateway knows it", async () => {
  const firm = await openFirm();
  await take(
    firm,
    event("messages.upsert", message("A1", text("Who am I"), { remoteJid: LID })),
    event("messages.upsert", message("A2", text("Here I am"), { remoteJid: LID, remoteJidAlt: JID })),
    event("messages.upsert", message("A3", text("Also me"), { remoteJidAlt: LID })),
  );
  const kept = await messagesOf(firm);
  expect(Object.fromEntries(kept.map(({ body, clientAddress }) => [body, clientAddress]))).toEqual({
    "Who am I": CLIENT,
    "Here I am": CLIENT,
    "Also me": CLIENT,
  });
});

test("WH-05 what the firm sent by the gateway and by its own phone is staff's, and told twice it is once", async () => {
  const firm = await openFirm();
  const sent = { ...message("A1", text("Good morning"), { fromMe: true }), status: "PENDING", pushName: "Você" };
  const answers = await take(
    firm,
    event("send.message", sent),
    event("messages.upsert", { ...sent, status: "SERVER_ACK" }),
    event("messages.upsert", { ...message("A2", text("Later"), { fromMe: true }), status: "DELIVERY_ACK" }),
  );
  expect(answers).toEqual(["accepted", "accepted", "accepted"]);
  const common = { direction: "outbound", clientAddress: CLIENT, senderName: null };
  expect(await messagesOf(firm)).toMatchObject([
    { ...common, body: "Good morning", state: "sent" },
    { ...common, body: "Later", state: "delivered" },
  ]);
});

test.each([
  [["SERVER_ACK", "DELIVERY_ACK", "READ"], "read"],
  [["READ", "DELIVERY_ACK", "SERVER_ACK"], "read"],
  [["PLAYED", "DELIVERY_ACK"], "read"],
  [["SENT", "DELIVERED"], "delivered"],
  [[2, 3], "delivered"],
  [["ERROR"], "failed"],
])("WH-07 the acks %j end as %s, whether the message is told before or after them", async (statuses, state) => {
  for (const isFirst of [true, false]) {
    const firm = await openFirm();
    const told = event("send.message", message("A1", text("Hello"), { fromMe: true }));
    const acks = statuses.map((status) => event("messages.update", ack("A1", status)));
    await take(firm, ...(isFirst ? [told, ...acks] : [...acks, told]));
    expect(await messagesOf(firm)).toMatchObject([{ body: "Hello", state, direction: "outbound" }]);
  }
});

test("WH-05 two acks in one event and the same acks alone are three events and one message", async () => {
  const firm = await openFirm();
  const acks = [ack("A1", "SERVER_ACK"), ack("A1", "READ")];
  const answers = await take(
    firm,
    event("messages.update", acks),
    event("messages.update", acks),
    ...acks.map((each) => event("messages.update", each)),
  );
  expect(answers).toEqual(["accepted", "duplicate", "accepted", "accepted"]);
  expect(await messagesOf(firm)).toMatchObject([{ state: "read" }]);
});

test("that the firm read a client's message makes no message of the firm", async () => {
  const firm = await openFirm();
  expect(await take(firm, event("messages.update", ack("A9", "READ", { fromMe: false })))).toEqual(["ignored"]);
  expect(await messagesOf(firm)).toEqual([]);
});

test("an edit keeps both wordings and a deletion keeps the words, before and after the message", async () => {
  const told = event("messages.upsert", message("A1", text("14 Main Street")));
  const edit = event("messages.edited", {
    key: { remoteJid: JID, fromMe: false, id: "A1" },
    type: 14,
    editedMessage: text("41 Main Street"),
    timestampMs: String(Date.now()),
  });
  const deletion = event("messages.delete", { remoteJid: JID, fromMe: false, id: "A1", status: "DELETED" });
  for (const order of [
    [told, edit, deletion],
    [deletion, edit, told],
    [edit, told, deletion],
  ]) {
    const firm = await openFirm();
    expect(await take(firm, ...order, ...order)).toEqual([
      ...order.map(() => "accepted"),
      ...order.map(() => "duplicate"),
    ]);
    const [kept, ...others] = await messagesOf(firm);
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ direction: "inbound", body: "14 Main Street", deletedAt: expect.any(Date) });
    expect(kept?.edits.map(({ body }) => body)).toEqual(["41 Main Street"]);
  }
});

test("CMP-02 a stop blocks the number, also one that is edited in", async () => {
  const register = (firm: ProviderFirm) =>
    firm.read((tx) => tx.select({ e164: optoutRegistry.e164, state: optoutRegistry.state }).from(optoutRegistry));
  const [plain, edited] = [await openFirm(), await openFirm()];
  await take(plain, event("messages.upsert", message("A1", text("No me escriban más"))));
  const key = { remoteJid: JID, fromMe: false, id: "A1" };
  const edit = { key, editedMessage: text("STOP"), timestampMs: Date.now() };
  await take(edited, event("messages.upsert", message("A1", text("Hello"))), event("messages.edited", edit));
  for (const firm of [plain, edited]) expect(await register(firm)).toEqual([{ e164: CLIENT, state: "opted_out" }]);
});

test("what happens to the connection becomes a line, each time that it happens", async () => {
  const firm = await openFirm();
  const closed = event("connection.update", { instance: INSTANCE, state: "close", statusReason: 401 });
  const at = (second: number) => ({ date_time: `2026-11-21T15:00:0${second}.000Z` });
  const answers = await take(
    firm,
    { ...closed, ...at(1) },
    { ...closed, ...at(1) },
    { ...closed, ...at(2) },
    { ...event("STATUS_INSTANCE", { status: "closed", disconnectionReasonCode: 401 }), ...at(3) },
    { ...event("logout.instance", null), ...at(4) },
    { ...event("remove.instance", null), ...at(5) },
  );
  expect(answers).toEqual(["accepted", "duplicate", "accepted", "accepted", "accepted", "accepted"]);
  const lines = await firm.lines();
  expect(lines.map(({ action, detail }) => [action, detail["state"], detail["reason"]])).toEqual([
    ["whatsapp.connection_told", "close", 401],
    ["whatsapp.connection_told", "close", 401],
    ["whatsapp.connection_told", "closed", 401],
    ["whatsapp.connection_told", "logged_out", null],
    ["whatsapp.connection_told", "removed", null],
  ]);
});

test("SEC-06 neither the instance's token nor its QR code nor a file's key is ever kept, however deep it stands", async () => {
  const firm = await openFirm();
  const canaries = [
    "SECRET-OF-THE-INSTANCE",
    "2@QR-CANARY",
    "PAIR-CANARY",
    "KEY-CANARY",
    "BYTES-CANARY",
    "LINK-CANARY",
  ];
  const file = { url: "https://mmg.whatsapp.net/LINK-CANARY", mediaKey: "KEY-CANARY", mimetype: "image/png" };
  const picture = { imageMessage: { ...file, jpegThumbnail: "BYTES-CANARY" }, base64: "BYTES-CANARY" };
  const quoted = { contextInfo: { quotedMessage: { imageMessage: file }, apiKey: "SECRET-OF-THE-INSTANCE" } };
  const qr = { code: "2@QR-CANARY", base64: "data:image/png;base64,BYTES-CANARY", pairingCode: "PAIR-CANARY" };
  await take(
    firm,
    event("messages.upsert", { ...message("A1", picture), ...quoted }),
    event("qrcode.updated", { qrcode: qr, ...qr }),
    event("QRCODE_UPDATED", { instance: { apikey: "SECRET-OF-THE-INSTANCE" }, nested: [[{ qrcode: qr }]] }),
    event("a.new.event", { deep: { API_KEY: "SECRET-OF-THE-INSTANCE", Token: "SECRET-OF-THE-INSTANCE" } }),
  );
  const kept = [...(await firm.payloads()), JSON.stringify(await firm.lines()), JSON.stringify(await messagesOf(firm))];
  expect(kept.length).toBe(6);
  for (const canary of canaries) expect(kept.join()).not.toContain(canary);
});

test("WH-03 another instance, one in other letters, and none are refused", async () => {
  const [firm, other] = [await openFirm(), await openFirm("Firm-Two")];
  const told = event("messages.upsert", message("A1", text("Hi")));
  const foreign = ["Firm-Two", INSTANCE.toLowerCase(), undefined, null, [INSTANCE]];
  const events = foreign.map((instance) => ({ ...told, instance }));
  expect(await take(firm, ...events)).toEqual(foreign.map(() => "401"));
  expect(await firm.payloads()).toEqual([]);
  expect(await messagesOf(other)).toEqual([]);
  expect(new Set(await firm.refusals())).toEqual(new Set(["wrong_firm"]));
});

test.each(evolutionFixtures.deliveries)("what is kept of $name reads as what arrived", ({ body }) => {
  const context = {
    headers: new Headers(),
    query: new URLSearchParams(),
    receivedAt: new Date(),
    account: null,
    messageId: null,
    bodyHash: () => "",
  };
  const kept = evolution.open(JSON.parse(body), context)?.payload() ?? "";
  expect(decodeEvolutionEvent(JSON.parse(kept))).toEqual(decodeEvolutionEvent(JSON.parse(body)));
  for (const secret of evolutionFixtures.secrets ?? []) expect(kept).not.toContain(secret);
});

test("CMP-03 a STOP under a hidden number holds for the number once an event tells both, and its messages move there", async () => {
  const firm = await openFirm();
  await take(firm, event("messages.upsert", message("L1", text("STOP"), { remoteJid: LID })));
  const register = () => firm.read((tx) => tx.select().from(optoutRegistry).orderBy(optoutRegistry.e164));
  expect(await register()).toMatchObject([{ e164: LID, channel: "whatsapp", state: "opted_out" }]);
  const both = { remoteJid: LID, remoteJidAlt: JID };
  await take(firm, event("messages.upsert", message("L2", text("and my file?"), both)));
  expect(await register()).toMatchObject([
    { e164: CLIENT, channel: "whatsapp", state: "opted_out" },
    { e164: LID, channel: "whatsapp", state: "opted_out" },
  ]);
  expect((await messagesOf(firm)).map(({ clientAddress }) => clientAddress)).toEqual([CLIENT, CLIENT]);
});
