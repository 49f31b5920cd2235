import { randomUUID } from "node:crypto";
import { and, eq, ne } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { caseMembers } from "@/db/schema/case-members";
import { cases } from "@/db/schema/cases";
import { consents } from "@/db/schema/consents";
import { messageSends } from "@/db/schema/message-sends";
import { inTenant } from "@/db/tenant";
import { readThreadMessages } from "@/lib/domain/conversations/read-thread-messages";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { beginSend } from "@/lib/domain/sends/begin-send";
import { sendAgain } from "@/lib/domain/sends/send-again";
import { moveToNewYork } from "@/tests/calls/stopped-call";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, databaseKinds, type TestDatabase, testPrincipal } from "@/tests/support/test-database";

const kinds = await databaseKinds();

/** 19:30 and 20:10 in Phoenix, where the hours end at 20:00; and 9:00 of the next day. */
const EVENING = {
  writtenAt: new Date("2026-11-24T18:00:00.000Z"),
  scheduledFor: new Date("2026-11-25T02:30:00.000Z"),
  sentAt: new Date("2026-11-25T03:10:00.000Z"),
};
const NEXT_MORNING = new Date("2026-11-25T16:00:00.000Z");

describe.each(kinds)("a message that was held back for the hour, on %s", (kind) => {
  let database: TestDatabase;
  let count = 0;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  const firmOf = async (e164?: string): Promise<SendingFirm & { orgId: string }> => {
    count += 1;
    const orgId = `org_send_again_${kind}_${count}`;
    return { ...(await createSendingFirm({ orgId, e164: e164 ?? `+1602555${6000 + count}` })), orgId };
  };
  const holdBack = async (firm: SendingFirm, times = EVENING, changes: Parameters<SendingFirm["accept"]>[0] = {}) => {
    const { writtenAt: now, scheduledFor, sentAt } = times;
    const messageId = await firm.accept({ scheduledFor, now, ...changes });
    await inTenant(firm.principal, (tx) => beginSend(tx, { messageId, now: sentAt }));
    expect((await firm.sendOf(messageId)).send).toMatchObject({ state: "blocked", failureCode: "gate_blocked" });
    return messageId;
  };
  const again = (firm: SendingFirm, messageId: string, scheduledFor: Date | null = NEXT_MORNING) =>
    inTenant(firm.principal, (tx) =>
      sendAgain(tx, { messageId, scheduledFor, userId: firm.userId, now: EVENING.sentAt }),
    );
  const othersOf = (firm: SendingFirm, messageId: string) =>
    inTenant(firm.principal, (tx) => tx.select().from(messageSends).where(ne(messageSends.messageId, messageId)));
  const shown = async (firm: SendingFirm, messageId: string) => {
    const [message] = await inTenant(firm.principal, (tx) => readThreadMessages(tx, [messageId]));
    return message?.send;
  };

  test("CMP-05 it is offered its earliest time, and the same words wait for it as one message of their own", async () => {
    const firm = await firmOf();
    const messageId = await holdBack(firm);
    expect(await shown(firm, messageId)).toMatchObject({
      blockedBy: ["local_hours"],
      earliestLegalAt: NEXT_MORNING,
      isSentAgain: false,
    });
    const result = await again(firm, messageId);
    if (result.kind !== "accepted") throw new Error(result.kind);
    const before = await firm.sendOf(messageId);
    const after = await firm.sendOf(result.messageId);
    expect(after.send).toMatchObject({
      state: "waiting",
      scheduledFor: NEXT_MORNING,
      isScheduled: true,
      lineId: before.send.lineId,
      origin: "person",
      purpose: "general",
    });
    expect(after.message).toMatchObject({
      body: before.message.body,
      clientAddress: before.message.clientAddress,
      conversationId: before.message.conversationId,
    });
    expect(before.send.state).toBe("blocked");
    expect(await shown(firm, messageId)).toMatchObject({ isSentAgain: true });
    const named = await inTenant(firm.principal, (tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.action, "message.send_again")),
    );
    expect(named.map(({ subjectId }) => subjectId)).toEqual([result.messageId]);
  });

  test("AVL-02 however often and by whomever it is asked for, it is one message, audited once", async () => {
    const firm = await firmOf();
    const messageId = await holdBack(firm);
    const userId = "user_colleague";
    const colleague = { ...firm, userId, principal: testPrincipal(firm.orgId, { actor: { type: "user", userId } }) };
    const results = await Promise.all([again(firm, messageId), again(firm, messageId), again(colleague, messageId)]);
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(await othersOf(firm, messageId)).toHaveLength(1);
    const named = await inTenant(firm.principal, (tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.action, "message.send_again")),
    );
    expect(named).toHaveLength(1);
  });

  test("CMP-01 the gate is asked anew: not before the hour, and never after a STOP in the meantime", async () => {
    const firm = await firmOf();
    const messageId = await holdBack(firm);
    const early = await again(firm, messageId, new Date(NEXT_MORNING.getTime() - 60_000));
    expect(early).toMatchObject({ kind: "blocked", decision: { earliestLegalAt: NEXT_MORNING } });
    expect(await again(firm, messageId, null)).toMatchObject({ kind: "blocked" });
    const stop = { channel: "all", kind: "stop", source: "sms", occurredAt: EVENING.sentAt } as const;
    await inTenant(firm.principal, (tx) => recordOptOut(tx, { e164: firm.e164, ...stop }));
    const stopped = await again(firm, messageId);
    if (stopped.kind !== "blocked") throw new Error(stopped.kind);
    expect(stopped.decision.rules.find(({ code }) => code === "opt_out")?.status).toBe("blocked");
    const people = and(ne(messageSends.messageId, messageId), eq(messageSends.origin, "person"));
    expect(await inTenant(firm.principal, (tx) => tx.select().from(messageSends).where(people))).toEqual([]);
  });

  test("what was held back for more than the hour, or by no person, or not at all, is not offered", async () => {
    const refused = { code: "precondition_failed" };
    const revoked = await firmOf();
    const { writtenAt: now, scheduledFor, sentAt } = EVENING;
    const messageId = await revoked.accept({ scheduledFor, now });
    await expect(again(revoked, messageId)).rejects.toMatchObject(refused);
    await inTenant(revoked.principal, (tx) =>
      tx.update(consents).set({ revokedAt: now }).where(eq(consents.channel, "sms")),
    );
    await inTenant(revoked.principal, (tx) => beginSend(tx, { messageId, now: sentAt }));
    expect(await shown(revoked, messageId)).toMatchObject({ state: "blocked", earliestLegalAt: null });
    await expect(again(revoked, messageId)).rejects.toMatchObject(refused);
    const machine = await firmOf();
    const times = {
      ...EVENING,
      scheduledFor: new Date("2026-11-25T00:30:00.000Z"),
      sentAt: new Date("2026-11-25T01:10:00.000Z"),
    };
    const automated = await holdBack(machine, times, { origin: "automation", purpose: "appointment", userId: null });
    expect(await shown(machine, automated)).toMatchObject({ blockedBy: ["firm_hours"] });
    await expect(again(machine, automated)).rejects.toMatchObject(refused);
  });

  test("TEN-05 another firm, and who stands outside the client's wall, has no such message", async () => {
    const firm = await firmOf();
    const messageId = await holdBack(firm);
    const hostile = await firmOf();
    for (const id of [messageId, randomUUID()]) {
      await expect(again(hostile, id)).rejects.toMatchObject({ code: "not_found" });
    }
    await inTenant(firm.principal, async (tx) => {
      await tx.insert(caseMembers).values({ caseId: firm.caseId, userId: firm.userId });
      await tx.update(cases).set({ isRestricted: true }).where(eq(cases.id, firm.caseId));
    });
    const userId = "user_outside";
    const outsider = { ...firm, userId, principal: testPrincipal(firm.orgId, { actor: { type: "user", userId } }) };
    await expect(again(outsider, messageId)).rejects.toMatchObject({ code: "not_found" });
    expect((await again(firm, messageId)).kind).toBe("accepted");
  });

  test("CMP-05 over a change of the clocks the earliest time is the hour on the person's clock", async () => {
    const firm = await firmOf("+12125550148");
    await moveToNewYork(firm);
    // Saturday evening; the clocks go back in the night to 2027-11-07, and Sundays open at noon.
    const messageId = await holdBack(firm, {
      writtenAt: new Date("2027-11-06T18:00:00.000Z"),
      scheduledFor: new Date("2027-11-06T23:30:00.000Z"),
      sentAt: new Date("2027-11-07T00:10:00.000Z"),
    });
    expect((await shown(firm, messageId))?.earliestLegalAt?.toISOString()).toBe("2027-11-07T17:00:00.000Z");
  });
});
