import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { creditHolds } from "@/db/schema/credit-holds";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import { holdCredits } from "@/lib/domain/credits/hold-credits";
import { openCreditAccount } from "@/lib/domain/credits/open-credit-account";
import { quoteCredits } from "@/lib/domain/credits/quote-credits";
import { releaseCredits } from "@/lib/domain/credits/release-credits";
import type { VerificationMode } from "@/lib/webhooks/verify-signature";
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

const utc = (at: Date) => at.toISOString().slice(0, 19).replace("T", " ");
/** Longer ago than any look-up lasts. */
const longAgo = () => new Date(Math.floor(Date.now() / 1_000) * 1_000 - 20 * 60_000);

type Told = { at: Date; reference: string };

const textingEvent = (type: string, { at, reference }: Told, more: Record<string, unknown> = {}) => ({
  id: `evt_${type}`,
  type,
  timestamp: new Date().toISOString(),
  data: { messageId: "txt_1", reference, from: LINE, to: CLIENT, text: "", sentAt: at.toISOString(), ...more },
});

type ProviderCase = {
  provider: Parameters<typeof insertSend>[1]["provider"];
  mode: VerificationMode;
  account: string | null;
  channel: "sms" | "whatsapp";
  state: "delivered" | "failed";
  hold: "captured" | "released";
  tell: (firm: ProviderFirm, told: Told) => Promise<{ status: number }>;
};

/** How each provider tells late of a text whose answer was lost: by our reference, or by its words and time. */
const PROVIDERS: readonly ProviderCase[] = [
  {
    provider: "twilio",
    mode: "twilio-signature",
    account: ACCOUNT,
    channel: "sms",
    state: "delivered",
    hold: "captured",
    tell: (firm: ProviderFirm, { reference }: Told) => {
      const form = { AccountSid: ACCOUNT, From: LINE, To: CLIENT, MessageSid: "SM1", MessageStatus: "delivered" };
      const body = new URLSearchParams(form).toString();
      const path = `${firm.door.path}?s=${reference}`;
      return deliver({ ...firm.door, path }, { contentType: "application/x-www-form-urlencoded", body });
    },
  },
  {
    provider: "ghl",
    mode: "secret-header",
    account: "LOC1",
    channel: "sms",
    state: "delivered",
    hold: "captured",
    tell: (firm: ProviderFirm, { at }: Told) =>
      firm.sendJson({
        ...{ type: "OutboundMessage", locationId: "LOC1", contactId: "C1", conversationId: "CV1", messageId: "P1" },
        ...{ messageType: "SMS", direction: "outbound", body: "Hello", status: "delivered", phone: CLIENT },
        ...{ attachments: [], dateAdded: at.toISOString(), timestamp: new Date().toISOString(), webhookId: "w1" },
      }),
  },
  {
    provider: "aloware",
    mode: "basic",
    account: null,
    channel: "sms",
    state: "failed",
    hold: "released",
    tell: (firm: ProviderFirm, { at }: Told) =>
      firm.sendJson({
        event: "OutboundSMS-DispositionInvalid",
        body: {
          ...{ id: 940_000_001, type: 2, direction: 2, body: "Hello", lead_number: CLIENT, incoming_number: LINE },
          ...{ current_status2: 19, disposition_status2: 7, created_at: utc(at), updated_at: utc(new Date()) },
        },
      }),
  },
  {
    provider: "evolution",
    mode: "evolution-jwt",
    account: "calder",
    channel: "whatsapp",
    state: "delivered",
    hold: "captured",
    tell: async (firm: ProviderFirm, { at }: Told) => {
      const remoteJid = `${CLIENT.slice(1)}@s.whatsapp.net`;
      const envelope = { instance: "calder", sender: `${LINE.slice(1)}@s.whatsapp.net`, apikey: null };
      const data = { key: { remoteJid, fromMe: true, id: "3EB0A1" }, status: "PENDING", messageType: "conversation" };
      await firm.sendJson({
        ...{ ...envelope, event: "send.message" },
        data: { ...data, message: { conversation: "Hello" }, messageTimestamp: Math.floor(at.getTime() / 1_000) },
      });
      const ack = { keyId: "3EB0A1", remoteJid, fromMe: true, status: "DELIVERY_ACK" };
      return firm.sendJson({ ...envelope, event: "messages.update", data: ack });
    },
  },
  {
    provider: "texting",
    mode: "standard-webhooks",
    account: null,
    channel: "sms",
    state: "delivered",
    hold: "captured",
    tell: (firm: ProviderFirm, told: Told) => firm.sendJson(textingEvent("message.delivered", told)),
  },
  {
    provider: "broadcast",
    mode: "standard-webhooks",
    account: null,
    channel: "sms",
    state: "failed",
    hold: "released",
    tell: (firm: ProviderFirm, told: Told) =>
      firm.sendJson(textingEvent("message.failed", told, { errorCode: "30003", errorMessage: "Off" })),
  },
];

function caseOf(provider: ProviderCase["provider"]): ProviderCase {
  const found = PROVIDERS.find((each) => each.provider === provider);
  if (!found) throw new Error(`no case for ${provider}`);
  return found;
}

type Left = { state: "unknown" | "refused"; failureCode?: string };

/** A firm with one text of its own as the look-ups, or a person, left it, with its credits. */
async function leave({ provider, mode, account, channel }: ProviderCase, left: Left) {
  const firm = await openProviderFirm({ provider, mode, account });
  const at = longAgo();
  const { messageId, reference } = await firm.read(async (tx) => {
    const sent = await insertSend(tx, { provider, channel, sentAt: at, ...left });
    await openCreditAccount(tx);
    const service = channel === "whatsapp" ? "whatsapp_message" : "sms_segment";
    const subject = { subjectType: "message", subjectId: sent.messageId } as const;
    const expiresAt = new Date(Date.now() + 3_600_000);
    await holdCredits(tx, { ...subject, quote: quoteCredits({ service, quantity: 1 }), userId: null, expiresAt });
    if (left.state === "refused") await releaseCredits(tx, { ...subject, reason: "not_sent" });
    return sent;
  });
  const read = () =>
    firm.read(async (tx) => {
      const thread = await tx.select().from(messages);
      const [send] = await tx.select().from(messageSends).where(eq(messageSends.messageId, messageId));
      const [hold] = await tx.select().from(creditHolds).where(eq(creditHolds.subjectId, messageId));
      return { thread: thread.map(({ id, state }) => ({ id, state })), send: send?.state, hold: hold?.state };
    });
  return { firm, at, reference, messageId, read };
}

test.each(PROVIDERS)(
  "AVL-02 what $provider tells late of a text whose look-ups have given up settles it",
  async (each) => {
    const { firm, at, reference, messageId, read } = await leave(each, { state: "unknown" });
    expect((await each.tell(firm, { at, reference })).status).toBe(200);
    expect(await firm.work()).toBe(0);
    const { state, hold } = each;
    expect(await read()).toEqual({ thread: [{ id: messageId, state }], send: "accepted", hold });
  },
);

test.each(PROVIDERS.flatMap((each) => ["not_sent", "not_arrived"].map((failureCode) => ({ ...each, failureCode }))))(
  "AVL-02 $provider is right about a text that was thought $failureCode, and its credits stay with the firm",
  async ({ failureCode, ...each }) => {
    const { firm, at, reference, messageId, read } = await leave(each, { state: "refused", failureCode });
    expect((await each.tell(firm, { at, reference })).status).toBe(200);
    expect(await firm.work()).toBe(0);
    expect(await read()).toEqual({
      thread: [{ id: messageId, state: each.state }],
      send: "accepted",
      hold: "released",
    });
  },
);

test("a text that was thought lost and is told to be on its way is no failure any more", async () => {
  const texting = caseOf("texting");
  const { firm, at, reference, read } = await leave(texting, { state: "refused", failureCode: "not_arrived" });
  await firm.sendJson(textingEvent("message.sent", { at, reference }));
  expect(await firm.work()).toBe(0);
  expect(await read()).toMatchObject({ thread: [{ state: "sent" }], send: "accepted" });
});

test.each(["invalid_number", "gate_blocked", "line_disconnected"])(
  "a text that was refused as %s is not the one that the provider tells of",
  async (failureCode) => {
    const ghl = caseOf("ghl");
    const { firm, at, reference, messageId, read } = await leave(ghl, { state: "refused", failureCode });
    await ghl.tell(firm, { at, reference });
    expect(await firm.work()).toBe(0);
    const { thread, send } = await read();
    expect(thread).toHaveLength(2);
    expect(thread.find(({ id }) => id === messageId)?.state).toBe("queued");
    expect(send).toBe("refused");
  },
);

test("WH-02 another firm's reference, a broken one and one of a text to somebody else settle nothing", async () => {
  const texting = caseOf("texting");
  const ours = await leave(texting, { state: "unknown" });
  const other = await leave(texting, { state: "unknown" });
  for (const [index, told] of [
    { reference: ours.reference, to: CLIENT, firm: other.firm },
    { reference: "not-a-reference", to: CLIENT, firm: ours.firm },
    { reference: ours.reference, to: "+16025550177", firm: ours.firm },
  ].entries()) {
    const event = textingEvent("message.delivered", { at: ours.at, reference: told.reference }, { to: told.to });
    await told.firm.sendJson({ ...event, id: `evt_${index}`, data: { ...event.data, messageId: `txt_${index}` } });
    expect(await told.firm.work()).toBe(0);
  }
  expect(await ours.read()).toMatchObject({ send: "unknown", hold: "held" });
  expect(await other.read()).toMatchObject({ send: "unknown", hold: "held" });
});
