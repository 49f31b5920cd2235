import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { complianceSettings } from "@/db/schema/compliance-settings";
import { consents } from "@/db/schema/consents";
import { conversations } from "@/db/schema/conversations";
import { creditAccounts } from "@/db/schema/credit-accounts";
import { doNotCallNumbers } from "@/db/schema/do-not-call-numbers";
import { gateDecisions } from "@/db/schema/gate-decisions";
import { lines } from "@/db/schema/lines";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import { inTenant } from "@/db/tenant";
import type { RuleCode } from "@/lib/domain/compliance/gate-decision";
import { quoteCredits } from "@/lib/domain/credits/quote-credits";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { CALLING_TIME, type CallingFirm, createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, databaseKinds, type TestDatabase } from "@/tests/support/test-database";
import { decideForContact } from "./decide-for-contact";
import { judgeForContact } from "./judge-for-contact";
import { type GateSubject, loadGateFacts } from "./load-gate-facts";

const kinds = await databaseKinds();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function ago(milliseconds: number): Date {
  return new Date(CALLING_TIME.getTime() - milliseconds);
}

function personal(firm: CallingFirm, change: Partial<GateSubject> = {}): GateSubject {
  return { contactId: firm.contactId, e164: firm.e164, kind: "sms", origin: "person", purpose: "general", ...change };
}

function judge(firm: CallingFirm, subject: GateSubject, now = CALLING_TIME) {
  return inTenant(firm.principal, (tx) => judgeForContact(tx, { ...subject, now }));
}

async function statusOf(firm: CallingFirm, subject: GateSubject, code: RuleCode, now = CALLING_TIME) {
  return (await judge(firm, subject, now)).rules.find((rule) => rule.code === code)?.status;
}

async function write(firm: CallingFirm, message: Partial<typeof messages.$inferInsert> = {}): Promise<string> {
  return inTenant(firm.principal, async (tx) => {
    const clientAddress = message.clientAddress ?? firm.e164;
    const id = randomUUID();
    const conversationId = randomUUID();
    const at = message.sentAt ?? ago(HOUR);
    await tx
      .insert(conversations)
      .values({ id: conversationId, clientAddress: `${clientAddress}/${id}`, lastMessageAt: at });
    await tx.insert(messages).values({
      id,
      conversationId,
      clientAddress,
      channel: "sms",
      direction: "inbound",
      body: "I was in a crash",
      state: message.direction === "outbound" ? "queued" : "received",
      stateRank: message.direction === "outbound" ? 1 : 7,
      sentAt: at,
      receivedAt: at,
      ...message,
    });
    return id;
  });
}

async function addLine(firm: CallingFirm, line: Partial<typeof lines.$inferInsert> = {}): Promise<string> {
  const id = randomUUID();
  const values = {
    id,
    provider: "twilio",
    channel: "sms",
    address: "+16025550110",
    label: "Main",
    state: "connected",
  } as const;
  await inTenant(firm.principal, (tx) => tx.insert(lines).values({ ...values, ...line }));
  return id;
}

async function send(firm: CallingFirm, change: Partial<typeof messageSends.$inferInsert>): Promise<string> {
  const lineId = await addLine(firm, { address: `+1602${Math.floor(1e6 + Math.random() * 8e6)}` });
  const messageId = await write(firm, { direction: "outbound", sentAt: ago(MINUTE) });
  const values = { messageId, lineId, origin: "automation", purpose: "case_information", segments: 1 } as const;
  await inTenant(firm.principal, (tx) =>
    tx.insert(messageSends).values({ ...values, idempotencyKey: randomUUID(), scheduledFor: ago(MINUTE), ...change }),
  );
  return messageId;
}

function consent(firm: CallingFirm, change: Partial<typeof consents.$inferInsert> = {}) {
  return inTenant(firm.principal, (tx) =>
    tx.insert(consents).values({
      contactId: firm.contactId,
      e164: firm.e164,
      channel: "sms",
      purpose: "informational",
      level: "express",
      captureMethod: "web_form",
      wording: "I agree to texts about my case.",
      wordingVersion: "2026-01",
      language: "en",
      capturedAt: ago(30 * 24 * HOUR),
      ...change,
    }),
  );
}

function stop(firm: CallingFirm, occurredAt: Date, kind: "stop" | "start" = "stop") {
  return inTenant(firm.principal, (tx) =>
    recordOptOut(tx, { e164: firm.e164, channel: "sms", kind, source: "sms", occurredAt, words: kind }),
  );
}

describe.each(kinds)("the gate of messages on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  const firmOf = (name: string) => createCallingFirm({ orgId: `org_gate_${name}_${kind}` });

  test("CMP-06 who wrote on a channel may be answered there by a person, and by no automation", async () => {
    const firm = await firmOf("implied");
    expect(await statusOf(firm, personal(firm), "consent")).toBe("blocked");
    await write(firm);
    expect((await judge(firm, personal(firm))).verdict).toBe("allowed");
    expect(await statusOf(firm, personal(firm, { kind: "whatsapp" }), "consent")).toBe("blocked");
    const byApi = personal(firm, { origin: "api", purpose: "case_information" });
    expect(await statusOf(firm, byApi, "consent")).toBe("blocked");
    await consent(firm);
    expect((await judge(firm, byApi)).verdict).toBe("allowed");
  });

  test("a stranger is judged by the address: what they wrote is their first step, and a consent of somebody else is none", async () => {
    const firm = await firmOf("stranger");
    const whatsappId = "98765432109876@lid";
    const stranger = personal(firm, { contactId: null, e164: whatsappId, kind: "whatsapp" });
    expect(await statusOf(firm, stranger, "solicitation")).toBe("blocked");
    await write(firm, { clientAddress: whatsappId, channel: "whatsapp", line: "desk", sentAt: ago(MINUTE) });
    const decision = await inTenant(firm.principal, (tx) =>
      decideForContact(tx, { ...stranger, moment: "reserve", now: CALLING_TIME }),
    );
    expect(decision.verdict).toBe("allowed");
    const [stored] = await inTenant(firm.principal, (tx) =>
      tx.select().from(gateDecisions).where(eq(gateDecisions.id, decision.id)),
    );
    expect(stored).toMatchObject({
      contactId: null,
      kind: "whatsapp",
      origin: "person",
      blockedBy: [],
      moment: "reserve",
    });
    await consent(firm);
    const shared = personal(firm, { contactId: null, origin: "automation", purpose: "appointment" });
    expect(await statusOf(firm, shared, "consent")).toBe("blocked");
  });

  test("frequency counts calls and automated messages that went, may have gone or wait; not a person's, not what was stopped", async () => {
    const firm = await firmOf("frequency");
    await consent(firm);
    const automated = personal(firm, { origin: "automation", purpose: "appointment" });
    const sent = { state: "accepted", attemptedAt: ago(HOUR) } as const;
    await send(firm, { ...sent, origin: "person", purpose: "general" });
    await send(firm, { ...sent, origin: "opt_out_confirmation" });
    await send(firm, { state: "cancelled" });
    await send(firm, { state: "refused", attemptedAt: ago(HOUR) });
    await send(firm, { ...sent, attemptedAt: ago(25 * HOUR) });
    const attempts = () => inTenant(firm.principal, (tx) => loadGateFacts(tx, automated, CALLING_TIME));
    expect((await attempts()).recentAttempts).toEqual([]);
    await send(firm, { ...sent, origin: "broadcast" });
    await send(firm, { state: "unknown", attemptedAt: ago(HOUR), origin: "api" });
    const waiting = await send(firm, { state: "waiting" });
    expect(await statusOf(firm, automated, "frequency")).toBe("blocked");
    expect(await statusOf(firm, { ...automated, messageId: waiting }, "frequency")).toBe("passed");
    expect(await statusOf(firm, personal(firm), "frequency")).toBe("not_applicable");
    const call = personal(firm, { kind: "ai_call", origin: "automation", purpose: "callback" });
    expect(await statusOf(firm, call, "frequency")).toBe("blocked");
  });

  test("CMP-02 a stop is confirmed once, within five minutes, and not after the person spoke again", async () => {
    const firm = await firmOf("confirm");
    await write(firm, { body: "STOP", sentAt: ago(MINUTE) });
    const { eventId } = await stop(firm, ago(MINUTE));
    const about = (optoutEventId: string) =>
      personal(firm, { origin: "opt_out_confirmation", purpose: "opt_out_confirmation", optoutEventId });
    expect((await judge(firm, about(eventId))).verdict).toBe("allowed");
    expect((await judge(firm, personal(firm))).verdict).toBe("blocked");
    expect(await statusOf(firm, about(randomUUID()), "opt_out")).toBe("blocked");
    expect(await statusOf(firm, about(eventId), "opt_out", ago(-4.5 * MINUTE))).toBe("blocked");
    const messageId = await send(firm, {
      origin: "opt_out_confirmation",
      state: "sending",
      attemptedAt: CALLING_TIME,
      optoutEventId: eventId,
    });
    expect(await statusOf(firm, about(eventId), "opt_out")).toBe("blocked");
    expect(await statusOf(firm, { ...about(eventId), messageId }, "opt_out")).toBe("passed");
    const again = await stop(firm, ago(30_000));
    expect(await statusOf(firm, { ...about(eventId), messageId }, "opt_out")).toBe("blocked");
    expect(await statusOf(firm, about(again.eventId), "opt_out")).toBe("blocked");
  });

  test("CMP-02 HELP is answered once within five minutes, also after a stop", async () => {
    const firm = await firmOf("help");
    const answer = personal(firm, { origin: "help_answer", purpose: "help_answer" });
    await write(firm, { body: "hello", sentAt: ago(2 * MINUTE) });
    await stop(firm, ago(HOUR));
    expect(await statusOf(firm, answer, "opt_out")).toBe("blocked");
    await write(firm, { body: " Ayuda! ", sentAt: ago(MINUTE) });
    expect((await judge(firm, answer)).verdict).toBe("allowed");
    expect(await statusOf(firm, { ...answer, kind: "whatsapp" }, "opt_out")).toBe("blocked");
    expect(await statusOf(firm, answer, "opt_out", ago(-5 * MINUTE))).toBe("blocked");
    await send(firm, { origin: "help_answer", state: "accepted", attemptedAt: CALLING_TIME });
    expect(await statusOf(firm, answer, "opt_out")).toBe("blocked");
  });

  test("a missed call carries its text-back for a day", async () => {
    const firm = await firmOf("textback");
    const textBack = personal(firm, {
      contactId: null,
      e164: "+16025550188",
      origin: "text_back",
      purpose: "missed_call",
    });
    expect((await judge(firm, textBack)).verdict).toBe("blocked");
    await inTenant(firm.principal, (tx) =>
      tx.insert(callLogs).values({
        direction: "inbound",
        purpose: "inbound",
        language: "en",
        clientNumber: textBack.e164,
        state: "ended",
        startedAt: ago(MINUTE),
      }),
    );
    expect((await judge(firm, textBack)).verdict).toBe("allowed");
    expect(await statusOf(firm, textBack, "consent", ago(-24 * HOUR))).toBe("blocked");
  });

  test("the window of WhatsApp Business is that of the line, and a foreign or unknown line is not found", async () => {
    const firm = await firmOf("window");
    const other = await firmOf("window_other");
    const business = { provider: "evolution", channel: "whatsapp", settings: { whatsapp: "business" } } as const;
    const lineId = await addLine(firm, { ...business, address: "desk" });
    await write(firm, { channel: "whatsapp", line: "another", sentAt: ago(HOUR) });
    const subject = personal(firm, { kind: "whatsapp", lineId });
    expect(await statusOf(firm, subject, "whatsapp_window")).toBe("blocked");
    await write(firm, { channel: "whatsapp", line: "desk", sentAt: ago(23 * HOUR) });
    expect(await statusOf(firm, subject, "whatsapp_window")).toBe("passed");
    expect(await statusOf(firm, subject, "whatsapp_window", ago(-HOUR))).toBe("blocked");
    const joined = { ...business, settings: { whatsapp: "business", phone: "+16025550199" } } as const;
    const joinedId = await addLine(firm, { ...joined, address: "dl-joined" });
    const byNumber = personal(firm, { kind: "whatsapp", lineId: joinedId });
    expect(await statusOf(firm, byNumber, "whatsapp_window")).toBe("blocked");
    await write(firm, { channel: "whatsapp", line: "+16025550199", sentAt: ago(2 * HOUR) });
    expect(await statusOf(firm, byNumber, "whatsapp_window")).toBe("passed");
    for (const foreign of [await addLine(other, { ...business, address: "desk" }), randomUUID()]) {
      await expect(judge(firm, { ...subject, lineId: foreign })).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("the firm's own hours, limit and lists are asked, and another firm's are not", async () => {
    const firm = await firmOf("own");
    const other = await firmOf("own_other");
    await consent(firm);
    await write(firm);
    const automated = personal(firm, { origin: "api", purpose: "appointment" });
    const tighten = (who: CallingFirm) =>
      inTenant(who.principal, async (tx) => {
        await tx
          .insert(complianceSettings)
          .values({ contactHours: { 2: { opens: "14:00", closes: "15:00" } }, frequencyLimit: 1 });
        await tx
          .insert(doNotCallNumbers)
          .values({ e164: firm.e164, list: "internal", source: "desk", listedOn: ago(HOUR) });
      });
    await tighten(other);
    expect((await judge(firm, automated)).verdict).toBe("allowed");
    await tighten(firm);
    const blocked = (await judge(firm, automated)).rules.filter(({ status }) => status === "blocked");
    expect(blocked.map(({ code }) => code)).toEqual(["do_not_call", "local_hours"]);
    await inTenant(firm.principal, (tx) => tx.update(doNotCallNumbers).set({ removedAt: CALLING_TIME }));
    expect(await statusOf(firm, automated, "do_not_call")).toBe("passed");
  });

  test("AVL-01 what it costs is judged by the firm's credits", async () => {
    const firm = await firmOf("credits");
    await write(firm);
    const quote = quoteCredits({ service: "sms_segment", quantity: 3 });
    const subject = personal(firm, { quote, userId: firm.userId });
    await inTenant(firm.principal, async (tx) => {
      await tx.insert(creditAccounts).values({ balance: 0 }).onConflictDoNothing();
      await tx.update(creditAccounts).set({ balance: quote.amount });
    });
    expect(await statusOf(firm, subject, "credits")).toBe("passed");
    await inTenant(firm.principal, (tx) => tx.update(creditAccounts).set({ balance: quote.amount - 1 }));
    expect(await statusOf(firm, subject, "credits")).toBe("blocked");
    expect(await statusOf(firm, personal(firm), "credits")).toBe("not_applicable");
  });

  test("TEN-09 another firm's messages, stops and sends are as if they were not there", async () => {
    const firm = await firmOf("ten_a");
    const other = await firmOf("ten_b");
    await write(other);
    await send(other, { state: "accepted", attemptedAt: ago(HOUR) });
    const { eventId } = await stop(other, ago(MINUTE));
    const confirmation = personal(firm, {
      origin: "opt_out_confirmation",
      purpose: "opt_out_confirmation",
      optoutEventId: eventId,
    });
    const facts = await inTenant(firm.principal, (tx) => loadGateFacts(tx, confirmation, CALLING_TIME));
    expect(facts).toMatchObject({
      optOuts: [],
      recentAttempts: [],
      stop: null,
      inbound: { message: null, onChannel: null, onLine: null, call: null },
    });
    await expect(judge(firm, { ...confirmation, contactId: other.contactId })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
