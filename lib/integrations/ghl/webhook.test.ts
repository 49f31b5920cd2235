import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contactMappings } from "@/db/schema/contact-mappings";
import { leads } from "@/db/schema/leads";
import { messages } from "@/db/schema/messages";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { ghlFixtures } from "@/tests/webhooks/fixtures/ghl";
import { openGhlPlatformDoor, TEST_GHL_APP } from "@/tests/webhooks/ghl-settings";
import { openProviderFirm, type ProviderFirm } from "@/tests/webhooks/provider-firm";
import { ghl } from "./webhook";
import { decodeGhlEvent } from "./webhook-event";

const CLIENT = "+16025550142";
const LINE = "+16025550100";

let database: TestDatabase;
beforeAll(async () => {
  openGhlPlatformDoor();
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const openFirm = (account = "LOC1") => openProviderFirm({ provider: "ghl", mode: "ghl-ed25519", account });

type Json = Record<string, unknown>;

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();

function event(type: string, fields: Json = {}): Json {
  const identity = { timestamp: secondsAgo(0), webhookId: randomUUID(), appId: TEST_GHL_APP };
  return { type, locationId: "LOC1", ...identity, ...fields };
}

function message(fields: Json = {}): Json {
  const plain = { messageId: "M1", messageType: "SMS", contactId: "C1", body: "I need help", attachments: [] };
  return event("InboundMessage", { ...plain, dateAdded: secondsAgo(30), ...fields });
}

const contact = (fields: Json = {}) => ({ id: "C1", name: "Jane Doe", phone: "(602) 555-0142", tags: [], ...fields });

async function take(firm: ProviderFirm, ...events: Json[]): Promise<string[]> {
  const answers: string[] = [];
  for (const each of events) {
    const { status, body } = await firm.sendJson(each);
    answers.push(status === 200 ? JSON.parse(body).status : String(status));
    expect(await firm.work()).toBe(0);
  }
  return answers;
}

const messagesOf = (firm: ProviderFirm) => firm.read((tx) => tx.select().from(messages).orderBy(messages.sentAt));
const leadsOf = (firm: ProviderFirm) => firm.read((tx) => tx.select({ phone: leads.phone }).from(leads));
const registerOf = async (firm: ProviderFirm) => {
  const rows = await firm.read((tx) => tx.select().from(optoutRegistry));
  return rows.map(({ e164, channel, state }) => `${e164} ${channel} ${state}`).toSorted();
};
const actionsOf = async (firm: ProviderFirm) => (await firm.lines()).map(({ action }) => action).toSorted();

test("a client's text is kept with its number, line and words, once", async () => {
  const firm = await openFirm();
  const told = message({
    from: "+1 602 555 0142",
    to: LINE,
    body: "See https://a.example/x",
    attachments: ["https://a.example/y"],
  });
  expect(await take(firm, told, told)).toEqual(["accepted", "duplicate"]);
  expect(await take(firm, { ...told, webhookId: randomUUID() })).toEqual(["accepted"]);
  expect(await messagesOf(firm)).toMatchObject([
    {
      channel: "sms",
      direction: "inbound",
      clientAddress: CLIENT,
      line: LINE,
      body: "See https://a.example/x",
      media: [{ contentType: null, fileName: null }],
    },
  ]);
});

test.each([
  [
    event("OutboundMessage", { messageId: "M1", messageTypeString: "TYPE_SMS", to: CLIENT, status: "failed" }),
    "sms",
    "failed",
  ],
  [
    event("OutboundMessage", { messageId: "M1", messageType: "WhatsApp", to: CLIENT, status: "read" }),
    "whatsapp",
    "read",
  ],
  [event("OutboundMessage", { messageId: "M1", messageType: "TYPE_CUSTOM_SMS", to: CLIENT }), "sms", "sent"],
  [
    { type: "SMS", locationId: "LOC1", messageId: "M1", phone: CLIENT, message: "Hi", contactId: "C1" },
    "sms",
    "queued",
  ],
])("what the firm writes in HighLevel is the firm's: %j", async (told, channel, state) => {
  const firm = await openFirm();
  await take(firm, told);
  expect(await messagesOf(firm)).toMatchObject([{ direction: "outbound", clientAddress: CLIENT, channel, state }]);
});

test.each(["TYPE_GROUP_SMS", "GROUP_SMS", "Email", "TYPE_FACEBOOK", "TYPE_LIVE_CHAT", "TYPE_INTERNAL_COMMENT"])(
  "what was said to several people, or not as a text, is nobody's conversation: %s",
  async (messageType) => {
    const firm = await openFirm();
    const inbound = message({ messageType, from: CLIENT });
    const outbound = event("OutboundMessage", { messageId: "M2", messageType, to: CLIENT, body: "Hi all" });
    expect(await take(firm, inbound, outbound)).toEqual(["ignored", "ignored"]);
    expect(await messagesOf(firm)).toEqual([]);
  },
);

test("WH-07 a message that names its sender by id alone is placed whether the number comes before it or after", async () => {
  const asked = message();
  const stop = message({ messageId: "M2", body: "STOP", dateAdded: secondsAgo(20) });
  const created = event("ContactCreate", contact());
  for (const order of [
    [created, asked, stop],
    [asked, stop, created],
    [stop, created, asked],
  ]) {
    const firm = await openFirm();
    await take(firm, ...order, ...order);
    const kept = await messagesOf(firm);
    expect(kept.map(({ body, clientAddress }) => [body, clientAddress])).toEqual([
      ["I need help", CLIENT],
      ["STOP", CLIENT],
    ]);
    // What was written before the number was known stays blocked under HighLevel's id as well.
    expect(await registerOf(firm)).toContain(`${CLIENT} sms opted_out`);
    expect(await leadsOf(firm)).toEqual([{ phone: CLIENT }]);
  }
});

test("until a number is told the message is there under nobody's, and an older statement changes no newer one", async () => {
  const firm = await openFirm();
  await take(firm, message());
  expect(await messagesOf(firm)).toMatchObject([{ clientAddress: "ghl-contact:LOC1/C1", body: "I need help" }]);
  expect(await leadsOf(firm)).toEqual([]);
  await take(
    firm,
    event("ContactUpdate", { ...contact({ phone: "+16025550150" }), dateUpdated: secondsAgo(10) }),
    event("ContactUpdate", { ...contact({ phone: CLIENT }), dateUpdated: secondsAgo(600) }),
    event("ContactUpdate", { ...contact({ phone: null }), dateUpdated: secondsAgo(5) }),
    message({ messageId: "M2" }),
  );
  expect((await messagesOf(firm)).map(({ clientAddress }) => clientAddress)).toEqual(["+16025550150", "+16025550150"]);
  const known = await firm.read((tx) => tx.select().from(contactMappings));
  expect(known).toMatchObject([{ provider: "ghl", account: "LOC1", externalId: "C1", e164: "+16025550150" }]);
});

test("a message that brings the number places those that came without it, also when it is one of them told again", async () => {
  const [later, again] = [await openFirm(), await openFirm()];
  await take(later, message(), message({ messageId: "M2", body: "Hello?", from: CLIENT }));
  await take(again, message(), message({ from: CLIENT }));
  expect((await messagesOf(later)).map(({ clientAddress }) => clientAddress)).toEqual([CLIENT, CLIENT]);
  expect((await messagesOf(again)).map(({ clientAddress }) => clientAddress)).toEqual([CLIENT]);
  for (const firm of [later, again]) expect(await leadsOf(firm)).toEqual([{ phone: CLIENT }]);
});

test("CMP-01 do not disturb blocks the channels that it names, or all when it names none", async () => {
  const [named, all, carried] = [await openFirm(), await openFirm(), await openFirm()];
  const settings = {
    SMS: { status: "active", message: "STOP" },
    Call: { status: "permanent" },
    FB: { status: "active" },
  };
  await take(named, event("ContactDndUpdate", contact({ dnd: true, dndSettings: settings })));
  expect(await registerOf(named)).toEqual([`${CLIENT} sms opted_out`, `${CLIENT} voice opted_out`]);
  await take(all, event("ContactDndUpdate", contact({ dnd: true, dndSettings: { SMS: { status: "inactive" } } })));
  expect(await registerOf(all)).toEqual([`${CLIENT} all opted_out`]);
  await take(carried, event("ContactCreate", contact({ dnd: true })), event("ContactUpdate", contact({ dnd: true })));
  expect(await registerOf(carried)).toEqual([`${CLIENT} all opted_out`]);
  expect((await actionsOf(carried)).filter((action) => action === "opt_out.recorded")).toHaveLength(1);
});

test("CMP-03 taking do not disturb off allows nothing, a later START does, and an event without a number finds it", async () => {
  const firm = await openFirm();
  const marked = { dndSettings: { SMS: { status: "active" } } };
  await take(
    firm,
    event("ContactUpdate", contact({ dateUpdated: secondsAgo(100) })),
    event("ContactDndUpdate", contact({ ...marked, phone: null, dateUpdated: secondsAgo(90) })),
    event("ContactDndUpdate", contact({ dateUpdated: secondsAgo(80) })),
  );
  expect(await registerOf(firm)).toEqual([`${CLIENT} sms opted_out`]);
  expect(await actionsOf(firm)).toContain("opt_out.removal_not_heard");
  await take(firm, message({ from: CLIENT, body: "START", dateAdded: secondsAgo(60) }));
  expect(await registerOf(firm)).toEqual([`${CLIENT} sms opted_in`]);
});

test("records of the CRM become lines with ids only", async () => {
  const firm = await openFirm();
  const appointment = { id: "A1", contactId: "C1", title: "Consult Jane Doe", appointmentStatus: "confirmed" };
  await take(
    firm,
    event("ContactCreate", contact({ email: "jane@example.com" })),
    event("OpportunityStageUpdate", { id: "O1", name: "Jane Doe", contactId: "C1", pipelineStageId: "S2" }),
    event("AppointmentCreate", { appointment }),
    message({ messageType: "CALL", body: undefined, callDuration: 62, callStatus: "completed" }),
    { contact_id: "C1", phone: CLIENT, workflow: { id: "W1" }, location: { id: "LOC1" } },
  );
  expect(await actionsOf(firm)).toEqual([
    "ghl.AppointmentCreate",
    "ghl.ContactCreate",
    "ghl.InboundMessage",
    "ghl.OpportunityStageUpdate",
    "ghl.workflow",
  ]);
  const lines = await firm.lines();
  expect(lines.every(({ status }) => status === "skipped")).toBe(true);
  for (const personal of ["Jane", "5550142", "jane@"]) expect(JSON.stringify(lines)).not.toContain(personal);
});

test("WH-04 an event of six hours ago counts, one of two days ago or ahead is kept and leads to nothing", async () => {
  const firm = await openFirm();
  const at = (hours: number) => message({ messageId: `M${hours}`, from: CLIENT, timestamp: secondsAgo(hours * 3_600) });
  expect(await take(firm, at(6), at(48), at(-48))).toEqual(["accepted", "ignored", "ignored"]);
  expect(await messagesOf(firm)).toHaveLength(1);
});

test("WH-03 another location, none, two at once and another app are refused", async () => {
  const [firm, other] = [await openFirm(), await openFirm("LOC2")];
  const refused = [
    message({ locationId: "LOC2" }),
    message({ locationId: "loc1" }),
    message({ locationId: undefined }),
    message({ location: { id: "LOC2" } }),
    event("AppointmentCreate", { locationId: undefined, appointment: { id: "A1", locationId: "LOC2" } }),
    message({ appId: "APP2" }),
  ];
  expect(await take(firm, ...refused)).toEqual(refused.map(() => "401"));
  expect(
    await take(firm, event("AppointmentCreate", { locationId: undefined, appointment: { locationId: "LOC1" } })),
  ).toEqual(["accepted"]);
  expect(await other.payloads()).toEqual([]);
  expect(await messagesOf(firm)).toEqual([]);
  expect(new Set(await firm.refusals())).toEqual(new Set(["wrong_firm"]));
});

test("SEC-06 no link to a recording and no token is kept", async () => {
  const firm = await openFirm();
  const canary = "https://services.example/CANARY.mp3";
  await take(
    firm,
    message({ messageType: "CALL", attachments: [canary], body: undefined }),
    event("VoiceAiCallEnd", { recordingUrl: canary, transcript: `at ${canary}`, deep: { accessToken: "CANARY" } }),
  );
  expect((await firm.payloads()).join() + JSON.stringify(await firm.lines())).not.toContain("CANARY");
});

test.each(ghlFixtures.deliveries)("what is kept of $name reads as what arrived", ({ body }) => {
  const context = {
    headers: new Headers(),
    query: new URLSearchParams(),
    receivedAt: new Date(),
    account: null,
    messageId: null,
    bodyHash: () => "",
  };
  const kept = ghl.open(JSON.parse(body), context)?.payload() ?? "";
  expect(decodeGhlEvent(JSON.parse(kept))).toEqual(decodeGhlEvent(JSON.parse(body)));
});
