import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messageMappings } from "@/db/schema/message-mappings";
import { messages } from "@/db/schema/messages";
import { insertSend } from "@/tests/support/sent-message";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { deliver, openProviderFirm, type ProviderFirm } from "@/tests/webhooks/provider-firm";

const ACCOUNT = `AC${"1".repeat(32)}`;
const CLIENT = "+16025550142";
const LINE = "+16025550100";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const openTwilio = () => openProviderFirm({ provider: "twilio", mode: "twilio-signature", account: ACCOUNT });

/** A status callback at the address that the send named, signed over that address. */
async function callBack(firm: ProviderFirm, reference: string | null, parameters: Record<string, string>) {
  const body = new URLSearchParams({ AccountSid: ACCOUNT, From: LINE, To: CLIENT, ...parameters }).toString();
  const path = reference === null ? firm.door.path : `${firm.door.path}?s=${reference}`;
  const contentType = "application/x-www-form-urlencoded";
  const answer = await deliver({ ...firm.door, path }, { contentType, body });
  return { status: answer.status, failed: await firm.work() };
}

const thread = (firm: ProviderFirm) => firm.read((tx) => tx.select().from(messages).orderBy(messages.sentAt));
const mappings = (firm: ProviderFirm) =>
  firm.read((tx) =>
    tx
      .select({
        provider: messageMappings.provider,
        id: messageMappings.providerMessageId,
        of: messageMappings.messageId,
      })
      .from(messageMappings),
  );

test("AVL-02 a status that comes before the answer finds the message by the reference in its signed address", async () => {
  const firm = await openTwilio();
  const { messageId, reference } = await firm.read((tx) => insertSend(tx, { provider: "twilio" }));
  const failure = { ErrorCode: "30007", ErrorMessage: "Message filtered" };
  const told = { MessageSid: "SM1", MessageStatus: "undelivered", ...failure };
  expect(await callBack(firm, reference, told)).toEqual({ status: 200, failed: 0 });
  expect(await thread(firm)).toMatchObject([
    { id: messageId, state: "undelivered", failureCode: "30007", failureReason: "Message filtered" },
  ]);
  expect(await mappings(firm)).toEqual([{ provider: "twilio", id: "SM1", of: messageId }]);
  expect((await firm.payloads()).join()).toContain(reference);
});

test("WH-07 what was told of an id before anybody knew whose it was joins the message", async () => {
  const firm = await openTwilio();
  const { messageId, reference } = await firm.read((tx) => insertSend(tx, { provider: "twilio" }));
  await callBack(firm, null, { MessageSid: "SM1", MessageStatus: "delivered" });
  expect(await thread(firm)).toHaveLength(2);
  await callBack(firm, reference, { MessageSid: "SM1", MessageStatus: "sent" });
  expect(await thread(firm)).toMatchObject([{ id: messageId, state: "delivered" }]);
  await callBack(firm, reference, { MessageSid: "SM1", MessageStatus: "delivered", SmsStatus: "x" });
  expect(await mappings(firm)).toHaveLength(1);
});

test("a reference that is nobody's, broken, or of a text to somebody else is as none", async () => {
  const firm = await openTwilio();
  const { messageId, reference } = await firm.read((tx) => insertSend(tx, { provider: "twilio", to: "+16025550143" }));
  for (const [index, wrong] of ["f".repeat(32), "x", reference].entries()) {
    const told = { MessageSid: `SM${index}`, MessageStatus: "delivered" };
    expect(await callBack(firm, wrong, told)).toEqual({ status: 200, failed: 0 });
  }
  const [ours] = await firm.read((tx) => tx.select().from(messages).where(eq(messages.id, messageId)));
  expect(ours?.state).toBe("queued");
  expect((await mappings(firm)).filter(({ of }) => of === messageId)).toEqual([]);
});

test("WH-02 another firm's reference finds nothing, and a changed address is no proof", async () => {
  const [firm, other] = [await openTwilio(), await openTwilio()];
  const { messageId, reference } = await firm.read((tx) => insertSend(tx, { provider: "twilio" }));
  expect(await callBack(other, reference, { MessageSid: "SM1", MessageStatus: "delivered" })).toMatchObject({
    status: 200,
    failed: 0,
  });
  expect(await thread(firm)).toMatchObject([{ id: messageId, state: "queued" }]);
  const body = new URLSearchParams({ AccountSid: ACCOUNT, From: LINE, To: CLIENT, MessageSid: "SM2" }).toString();
  const contentType = "application/x-www-form-urlencoded";
  const signed = { ...firm.door, path: `${firm.door.path}?s=${reference}` };
  const { answerWebhook } = await import("@/lib/webhooks/answer-webhook");
  const { findProvider } = await import("@/lib/webhooks/registry");
  const { signDelivery } = await import("@/tests/webhooks/sign-delivery");
  const { getEnv } = await import("@/lib/core/env");
  const url = `${getEnv().APP_URL}${signed.path}`;
  const { headers } = signDelivery({ ...signed, url, contentType, body });
  const request = new Request(url.replace(/s=\w+/, `s=${"0".repeat(32)}`), {
    method: "POST",
    headers: { "content-type": contentType, ...headers },
    body,
  });
  const endpointToken = firm.door.path.split("/")[4] ?? null;
  expect((await answerWebhook(request, { provider: findProvider("twilio"), endpointToken })).status).toBe(401);
});

test("a body cannot bring a reference of its own", async () => {
  const firm = await openTwilio();
  const { messageId, reference } = await firm.read((tx) => insertSend(tx, { provider: "twilio" }));
  await callBack(firm, null, { MessageSid: "SM1", MessageStatus: "delivered", DocketlineReference: reference });
  const [ours] = await firm.read((tx) => tx.select().from(messages).where(eq(messages.id, messageId)));
  expect(ours?.state).toBe("queued");
});

const now = () => new Date(Math.floor(Date.now() / 1_000) * 1_000);
const utc = (at: Date) => at.toISOString().slice(0, 19).replace("T", " ");

/** How three providers tell of a text of the firm, each under an id that no answer named yet. */
const TELLINGS = [
  {
    provider: "ghl",
    mode: "secret-header",
    account: "LOC1",
    state: "delivered",
    told: (at: Date) => ({
      ...{ type: "OutboundMessage", locationId: "LOC1", contactId: "C1", conversationId: "CV1", messageId: "P1" },
      ...{ messageType: "SMS", direction: "outbound", body: "Hello", status: "delivered", phone: CLIENT },
      ...{ attachments: [], dateAdded: at.toISOString(), timestamp: at.toISOString(), webhookId: "w1" },
    }),
  },
  {
    provider: "aloware",
    mode: "basic",
    account: null,
    state: "failed",
    told: (at: Date) => ({
      event: "OutboundSMS-DispositionInvalid",
      body: {
        ...{ id: 940_000_001, type: 2, direction: 2, body: "Hello", lead_number: CLIENT, incoming_number: LINE },
        ...{ current_status2: 19, disposition_status2: 7, created_at: utc(at), updated_at: utc(at) },
      },
    }),
  },
  {
    provider: "texting",
    mode: "standard-webhooks",
    account: null,
    state: "delivered",
    told: (at: Date) => ({
      ...{ id: "evt_1", type: "message.delivered", timestamp: at.toISOString() },
      data: {
        messageId: "txt_1",
        from: LINE,
        to: CLIENT,
        text: "Hello",
        sentAt: at.toISOString(),
        status: "delivered",
      },
    }),
  },
] as const;

test.each(TELLINGS)("AVL-02 what $provider tells of our text is our text, and no second one", async (telling) => {
  const { provider, mode, account, state } = telling;
  const firm = await openProviderFirm({ provider, mode, account });
  const { messageId } = await firm.read((tx) => insertSend(tx, { provider }));
  await firm.sendJson(telling.told(now()));
  expect(await firm.work()).toBe(0);
  expect(await thread(firm)).toMatchObject([{ id: messageId, state }]);
  expect(await mappings(firm)).toMatchObject([{ provider, of: messageId }]);
});

test("a failure at HighLevel lands on our text with its reason", async () => {
  const [ghl] = TELLINGS;
  const firm = await openProviderFirm(ghl);
  const { messageId } = await firm.read((tx) => insertSend(tx, { provider: "ghl" }));
  const error = { code: "30007", type: "carrier", message: "Message filtered" };
  const at = now();
  await firm.sendJson({ ...ghl.told(at), status: "sent" });
  await firm.sendJson({ ...ghl.told(at), status: "failed", error, webhookId: "w2" });
  expect(await firm.work()).toBe(0);
  expect(await thread(firm)).toMatchObject([
    { id: messageId, state: "failed", failureCode: "30007", failureReason: "Message filtered" },
  ]);
});

test.each(["waiting", "refused", "blocked", "cancelled"] as const)(
  "what a provider tells of is not our text that is %s: nobody ever got it",
  async (state) => {
    const firm = await openProviderFirm({ provider: "texting", mode: "standard-webhooks", account: null });
    const { messageId } = await firm.read((tx) => insertSend(tx, { provider: "texting", state }));
    await firm.sendJson(TELLINGS[2].told(now()));
    expect(await firm.work()).toBe(0);
    expect(await thread(firm)).toHaveLength(2);
    expect((await thread(firm)).find(({ id }) => id === messageId)?.state).toBe("queued");
  },
);

test("of two texts of ours with the same words each is told of once", async () => {
  const firm = await openProviderFirm({ provider: "texting", mode: "standard-webhooks", account: null });
  const at = now();
  const ids = [];
  for (const seconds of [0, 20]) {
    const sentAt = new Date(at.getTime() - seconds * 1_000);
    ids.push((await firm.read((tx) => insertSend(tx, { provider: "texting", sentAt }))).messageId);
  }
  const first = TELLINGS[2].told(at);
  for (const index of [1, 2, 2]) {
    const data = { ...first.data, messageId: `txt_${index}` };
    await firm.sendJson({ ...first, id: `evt_${index}`, data }, {});
    expect(await firm.work()).toBe(0);
  }
  expect((await thread(firm)).map(({ state }) => state)).toEqual(["delivered", "delivered"]);
  expect(new Set((await mappings(firm)).map(({ of }) => of))).toEqual(new Set(ids));
});
