import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { automationLogs } from "@/db/schema/automation-logs";
import { callLogs } from "@/db/schema/call-logs";
import { caseParties } from "@/db/schema/case-parties";
import { cases } from "@/db/schema/cases";
import { complianceSettings } from "@/db/schema/compliance-settings";
import { contacts } from "@/db/schema/contacts";
import { conversationEvents } from "@/db/schema/conversation-events";
import { messageSends } from "@/db/schema/message-sends";
import { messages } from "@/db/schema/messages";
import { inTenant } from "@/db/tenant";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { CALLING_TIME } from "@/tests/support/calling-firm";
import { createSendingFirm, type SendingFirm, type SendingFirmOptions } from "@/tests/support/sending-firm";
import { createTestDatabase, databaseKinds, type TestDatabase } from "@/tests/support/test-database";
import { type MissedCall, recordMissedCall } from "./record-missed-call";
import { sendTextBack } from "./send-text-back";

const kinds = await databaseKinds();

describe.each(kinds)("text-back on %s", (kind) => {
  let database: TestDatabase;
  let count = 0;
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
    database = await createTestDatabase(kind);
  });
  afterAll(async () => {
    vi.useRealTimers();
    await database.drop();
  });

  const firmOf = async (options: Partial<SendingFirmOptions> & { isOff?: boolean } = {}): Promise<SendingFirm> => {
    count += 1;
    const firm = await createSendingFirm({ smsConsent: null, ...options, orgId: `org_tb_${kind}_${count}` });
    if (!options.isOff) {
      await inTenant(firm.principal, (tx) => tx.insert(complianceSettings).values({ isTextBackEnabled: true }));
    }
    return firm;
  };
  const missed = (firm: SendingFirm, call: Partial<MissedCall> = {}): MissedCall => ({
    ...{ provider: "twilio", providerCallId: "CA1", number: firm.e164, missedAt: new Date() },
    ...call,
  });
  const answer = async (firm: SendingFirm, call: MissedCall) => {
    const { callId } = await inTenant(firm.principal, (tx) => recordMissedCall(tx, call));
    return inTenant(firm.principal, (tx) => sendTextBack(tx, { call, callId, now: new Date() }));
  };
  const textsOf = (firm: SendingFirm) =>
    inTenant(firm.principal, (tx) => tx.select({ body: messages.body, to: messages.clientAddress }).from(messages));
  const reasonOf = async (firm: SendingFirm) => {
    const lines = await inTenant(firm.principal, (tx) => tx.select().from(automationLogs));
    return lines
      .filter(({ trigger }) => trigger === "call.missed")
      .map(({ status, detail }) => [status, detail["reason"]]);
  };

  test("a caller whom nobody took is written to once, in their language, and the call stands in their conversation", async () => {
    const firm = await firmOf();
    await inTenant(firm.principal, (tx) => tx.update(contacts).set({ preferredLanguage: "es" }));
    const call = missed(firm);
    const results = await Promise.all([answer(firm, call), answer(firm, call), answer(firm, call)]);
    expect(results.map(({ kind: result }) => result).toSorted()).toEqual(["sent", "settled", "settled"]);
    expect(await textsOf(firm)).toEqual([
      { to: firm.e164, body: expect.stringContaining("Calder & Reyes Injury Law: lamentamos") },
    ]);
    const [send] = await inTenant(firm.principal, (tx) => tx.select().from(messageSends));
    expect(send).toMatchObject({ origin: "text_back", purpose: "missed_call", state: "waiting" });
    const [log] = await inTenant(firm.principal, (tx) => tx.select().from(callLogs));
    expect(log).toMatchObject({
      direction: "inbound",
      outcome: "no_answer",
      provider: "twilio",
      clientNumber: firm.e164,
    });
    const events = await inTenant(firm.principal, (tx) => tx.select().from(conversationEvents));
    expect(events).toMatchObject([{ kind: "missed_call", detail: { callId: log?.id } }]);
    expect(await reasonOf(firm)).toEqual([["done", null]]);
  });

  test("who calls again within a day is not written to again, and the same call told by two systems is one", async () => {
    const firm = await firmOf();
    await answer(firm, missed(firm));
    expect(await answer(firm, missed(firm, { provider: "aloware", providerCallId: "99" }))).toEqual({
      kind: "settled",
    });
    vi.setSystemTime(CALLING_TIME.getTime() + 3_600_000);
    expect(await answer(firm, missed(firm, { providerCallId: "CA2" }))).toEqual({ kind: "skipped", reason: "recent" });
    vi.setSystemTime(CALLING_TIME);
    expect(await textsOf(firm)).toHaveLength(1);
    expect(await inTenant(firm.principal, (tx) => tx.select().from(callLogs))).toHaveLength(2);
  });

  test("a stranger is written to in the firm's language; their own words are the firm's where it has some", async () => {
    const firm = await firmOf({ isOff: true });
    const own = { isTextBackEnabled: true, textBackEn: "{{firm_name}} missed you. Reply STOP to end." };
    await inTenant(firm.principal, (tx) => tx.insert(complianceSettings).values(own));
    expect(await answer(firm, missed(firm, { number: "+16025550777" }))).toMatchObject({ kind: "sent" });
    expect(await textsOf(firm)).toEqual([
      { to: "+16025550777", body: "Calder & Reyes Injury Law missed you. Reply STOP to end." },
    ]);
  });

  test("CMP-01 switched off, opted out, too late or the other side of a case: nobody is written to, and the log says why", async () => {
    const off = await firmOf({ isOff: true });
    expect(await answer(off, missed(off))).toEqual({ kind: "skipped", reason: "off" });
    const stopped = await firmOf();
    await inTenant(stopped.principal, (tx) =>
      recordOptOut(tx, { e164: stopped.e164, channel: "sms", kind: "stop", source: "sms", occurredAt: CALLING_TIME }),
    );
    expect(await answer(stopped, missed(stopped))).toEqual({ kind: "blocked", rules: ["opt_out"] });
    expect(await reasonOf(stopped)).toEqual([["skipped", "opt_out"]]);
    const late = await firmOf();
    const before = new Date(CALLING_TIME.getTime() - 3_600_000);
    expect(await answer(late, missed(late, { missedAt: before }))).toEqual({ kind: "skipped", reason: "too_late" });
    const adverse = await firmOf();
    await inTenant(adverse.principal, async (tx) => {
      await tx.update(cases).set({ stage: "closed" });
      const party = { caseId: adverse.caseId, contactId: adverse.contactId, name: "Rosa" };
      await tx.insert(caseParties).values({ ...party, role: "adverse" });
    });
    expect(await answer(adverse, missed(adverse))).toEqual({ kind: "skipped", reason: "adverse_party" });
    for (const firm of [off, stopped, late, adverse]) expect(await textsOf(firm)).toEqual([]);
  });

  test("CMP-05 at night nobody is written to", async () => {
    const firm = await firmOf();
    vi.setSystemTime(new Date("2026-11-24T09:00:00.000Z"));
    expect(await answer(firm, missed(firm))).toMatchObject({ kind: "blocked", rules: ["local_hours"] });
    vi.setSystemTime(CALLING_TIME);
  });
});
