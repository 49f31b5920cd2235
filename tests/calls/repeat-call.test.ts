import { randomUUID } from "node:crypto";
import { and, eq, ne } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { automationLogs } from "@/db/schema/automation-logs";
import { callLogs } from "@/db/schema/call-logs";
import { caseMembers } from "@/db/schema/case-members";
import { cases } from "@/db/schema/cases";
import { inTenant } from "@/db/tenant";
import { cancelCall } from "@/lib/domain/calls/cancel-call";
import { draftCall } from "@/lib/domain/calls/draft-call";
import { findRepeat } from "@/lib/domain/calls/find-repeat";
import { judgeRepeat } from "@/lib/domain/calls/judge-repeat";
import { scheduleCall } from "@/lib/domain/calls/schedule-call";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { type CallingFirm, createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, databaseKinds, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { AFTER_CLOSING, moveToNewYork, NEXT_MORNING, stopCall } from "./stopped-call";

const kinds = await databaseKinds();

describe.each(kinds)("taking up a call that the gate stopped, on %s", (kind) => {
  let database: TestDatabase;
  let count = 0;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  const now = new Date(AFTER_CLOSING.dialledAt.getTime() + 60_000);
  const firmOf = (e164?: string): Promise<CallingFirm & { orgId: string }> => {
    count += 1;
    const orgId = `org_repeat_${kind}_${count}`;
    return createCallingFirm({ orgId, e164: e164 ?? `+1602555${5000 + count}` }).then((firm) => ({ ...firm, orgId }));
  };
  const judge = (firm: CallingFirm, callId: string, at = now) =>
    inTenant(firm.principal, (tx) => judgeRepeat(tx, { callId, userId: firm.userId, now: at }));
  const draft = (firm: CallingFirm, repeatOf: string, when = NEXT_MORNING.toISOString()) =>
    inTenant(firm.principal, (tx) =>
      draftCall(tx, { caseId: firm.caseId, purpose: "appointment", language: "es", when, repeatOf, now }),
    );
  const confirm = (firm: CallingFirm, sealedDraft: string) =>
    inTenant(firm.principal, (tx) =>
      scheduleCall(tx, { sealedDraft, idempotencyKey: randomUUID(), userId: firm.userId, now }),
    );
  const followersOf = (firm: CallingFirm, callId: string) =>
    inTenant(firm.principal, (tx) => tx.select().from(callLogs).where(ne(callLogs.id, callId)));

  test("CMP-05 a call stopped for the hour is told with its earliest time, and becomes one call at that time", async () => {
    const firm = await firmOf();
    const callId = await stopCall(firm);
    const judged = await judge(firm, callId);
    expect(judged).toMatchObject({
      caseId: firm.caseId,
      contactPhoneId: firm.phoneId,
      purpose: "appointment",
      language: "es",
      repeatedBy: null,
      decision: { verdict: "blocked", earliestLegalAt: NEXT_MORNING },
    });
    const made = await draft(firm, callId);
    expect(made.decision.verdict).toBe("allowed");
    const result = await confirm(firm, made.sealedDraft);
    if (result.kind !== "scheduled") throw new Error(result.kind);
    const [follower] = await followersOf(firm, callId);
    expect(follower).toMatchObject({
      id: result.callId,
      state: "scheduled",
      scheduledFor: NEXT_MORNING,
      clientNumber: firm.e164,
      purpose: "appointment",
      language: "es",
    });
    expect((await judge(firm, callId))?.repeatedBy).toEqual({
      callId: result.callId,
      scheduledFor: NEXT_MORNING,
      state: "scheduled",
    });
    const { rows } = await database.asOwner(
      "select start_after from pgboss.job where name = 'calls.dial' and data->'payload'->>'callId' = $1",
      [result.callId],
    );
    expect(rows).toEqual([{ start_after: NEXT_MORNING }]);
    await inTenant(firm.principal, async (tx) => {
      const [log] = await tx
        .select()
        .from(automationLogs)
        .where(and(eq(automationLogs.subjectId, result.callId), eq(automationLogs.action, "call.scheduled")));
      expect(log?.detail).toMatchObject({ repeatOf: callId });
      const audited = await tx.select().from(auditLogs).where(eq(auditLogs.subjectId, result.callId));
      expect(audited.length).toBeGreaterThan(0);
    });
  });

  test("AVL-02 however often and by whomever a stopped call is taken up, it becomes one call", async () => {
    const firm = await firmOf();
    const callId = await stopCall(firm);
    const drafts = [await draft(firm, callId), await draft(firm, callId, "2026-11-25T18:00:00.000Z")];
    const results = await Promise.all(
      [drafts[0], drafts[0], drafts[1]].map((made) => confirm(firm, made?.sealedDraft ?? "")),
    );
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    const followers = await followersOf(firm, callId);
    expect(followers).toHaveLength(1);
    const userId = "user_colleague";
    const colleague = { ...firm, userId, principal: testPrincipal(firm.orgId, { actor: { type: "user", userId } }) };
    const theirs = await draft(colleague, callId, "2026-11-25T19:00:00.000Z");
    expect(await confirm(colleague, theirs.sealedDraft)).toEqual({ kind: "repeated", callId: followers[0]?.id });
    expect(await followersOf(firm, callId)).toHaveLength(1);
  });

  test("CMP-01 a number that said STOP in the meantime stays blocked, with no earliest time", async () => {
    const firm = await firmOf();
    const callId = await stopCall(firm);
    const made = await draft(firm, callId);
    const stop = { channel: "all", kind: "stop", source: "sms", occurredAt: now } as const;
    await inTenant(firm.principal, (tx) => recordOptOut(tx, { e164: firm.e164, ...stop }));
    const judged = await judge(firm, callId);
    expect(judged?.decision).toMatchObject({ verdict: "blocked", earliestLegalAt: null });
    expect(await confirm(firm, made.sealedDraft)).toMatchObject({ kind: "blocked" });
    expect((await draft(firm, callId)).decision.verdict).toBe("blocked");
    expect(await followersOf(firm, callId)).toEqual([]);
  });

  test("TEN-05 another firm, and whoever stands outside the case's wall, has no such call to take up", async () => {
    const firm = await firmOf();
    const callId = await stopCall(firm);
    const hostile = await firmOf();
    expect(await judge(hostile, callId)).toBeNull();
    for (const id of [callId, randomUUID()]) {
      await expect(draft(hostile, id)).rejects.toMatchObject({ code: "not_found", message: "There is no such call" });
    }
    await inTenant(firm.principal, async (tx) => {
      await tx.insert(caseMembers).values({ caseId: firm.caseId, userId: firm.userId });
      await tx.update(cases).set({ isRestricted: true }).where(eq(cases.id, firm.caseId));
    });
    const userId = "user_outside";
    const outsider = { ...firm, userId, principal: testPrincipal(firm.orgId, { actor: { type: "user", userId } }) };
    expect(await judge(outsider, callId)).toBeNull();
    await expect(draft(outsider, callId)).rejects.toMatchObject({ code: "not_found" });
    expect(await judge(firm, callId)).not.toBeNull();
  });

  test("only what the gate stopped is taken up, and only in its own case", async () => {
    const firm = await firmOf();
    const made = await inTenant(firm.principal, (tx) =>
      draftCall(tx, {
        caseId: firm.caseId,
        purpose: "appointment",
        language: "en",
        when: AFTER_CLOSING.scheduledFor.toISOString(),
        now: AFTER_CLOSING.draftedAt,
      }),
    );
    const cancelled = await inTenant(firm.principal, async (tx) => {
      const result = await scheduleCall(tx, {
        sealedDraft: made.sealedDraft,
        idempotencyKey: randomUUID(),
        userId: firm.userId,
        now: AFTER_CLOSING.draftedAt,
      });
      if (result.kind !== "scheduled") throw new Error(result.kind);
      expect(await findRepeat(tx, result.callId)).toBeNull();
      return result.callId;
    });
    await inTenant(firm.principal, (tx) => cancelCall(tx, cancelled));
    await expect(draft(firm, cancelled)).rejects.toMatchObject({ code: "not_found" });
    const stopped = await stopCall(firm);
    const otherCase = randomUUID();
    await inTenant(firm.principal, (tx) =>
      tx.insert(cases).values({
        id: otherCase,
        caseNumber: 1042,
        title: "Another",
        practiceArea: "auto_accident",
        clientContactId: firm.contactId,
        openedOn: "2026-10-03",
      }),
    );
    await expect(draft({ ...firm, caseId: otherCase }, stopped)).rejects.toMatchObject({ code: "not_found" });
    expect((await draft(firm, stopped)).decision.verdict).toBe("allowed");
  });

  test("CMP-05 over a change of the clocks the earliest time is the hour on the client's clock", async () => {
    const firm = await firmOf("+12125550142");
    await moveToNewYork(firm);
    // Saturday 17:30 in New York, dialled at 18:10; the clocks go forward in the night, Sundays open at noon.
    const callId = await stopCall(firm, {
      draftedAt: new Date("2027-03-13T17:00:00.000Z"),
      scheduledFor: new Date("2027-03-13T22:30:00.000Z"),
      dialledAt: new Date("2027-03-13T23:10:00.000Z"),
    });
    const judged = await judge(firm, callId, new Date("2027-03-13T23:11:00.000Z"));
    expect(judged?.decision?.earliestLegalAt?.toISOString()).toBe("2027-03-14T16:00:00.000Z");
  });
});
