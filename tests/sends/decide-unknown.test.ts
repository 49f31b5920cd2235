import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { caseMembers } from "@/db/schema/case-members";
import { cases } from "@/db/schema/cases";
import { conversationEvents } from "@/db/schema/conversation-events";
import { creditHolds } from "@/db/schema/credit-holds";
import { inTenant } from "@/db/tenant";
import { beginSend } from "@/lib/domain/sends/begin-send";
import { decideUnknownSend } from "@/lib/domain/sends/decide-unknown-send";
import { settleSendLookUp } from "@/lib/domain/sends/reconcile-send";
import { settleSend } from "@/lib/domain/sends/settle-send";
import { watchQueued } from "@/lib/jobs/enqueue";
import { CALLING_TIME } from "@/tests/support/calling-firm";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, postgresAnswers, type TestDatabase, testPrincipal } from "@/tests/support/test-database";

const MINUTE = 60_000;
const later = (minutes: number) => new Date(CALLING_TIME.getTime() + minutes * MINUTE);
const kinds = (await postgresAnswers()) ? (["pglite", "pg"] as const) : (["pglite"] as const);

describe.each(kinds)("a send that stays unknown, on %s", (kind) => {
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

  /** A text that left and whose answer never came. */
  const lose = async (): Promise<{ firm: SendingFirm; orgId: string; messageId: string }> => {
    count += 1;
    const orgId = `org_unknown_${kind}_${count}`;
    const firm = await createSendingFirm({ orgId, e164: `+1602555${4000 + count}` });
    const messageId = await firm.accept();
    const now = new Date();
    await inTenant(firm.principal, (tx) => beginSend(tx, { messageId, now }));
    const answer = { kind: "unknown" } as const;
    await inTenant(firm.principal, (tx) => settleSend(tx, { messageId, answer, isLastAttempt: false, now }));
    return { firm, orgId, messageId };
  };
  const personOf = (firm: SendingFirm, orgId: string, userId = firm.userId) =>
    testPrincipal(orgId, { actor: { type: "user", userId } });
  const traceOf = (firm: SendingFirm, messageId: string) =>
    inTenant(firm.principal, async (tx) => {
      const [hold] = await tx.select().from(creditHolds).where(eq(creditHolds.subjectId, messageId));
      const events = await tx.select().from(conversationEvents);
      const named = await tx.select().from(auditLogs).where(like(auditLogs.action, "message.declare%"));
      return {
        hold: hold?.state,
        thread: events.map((each) => [each.kind, each.actorUserId]),
        audit: named.map(({ action, subjectId }) => [action, subjectId]),
      };
    });

  test.each([
    { hasArrived: true, send: { state: "accepted", failureCode: null }, state: "delivered", hold: "captured" },
    { hasArrived: false, send: { state: "refused", failureCode: "not_arrived" }, state: "failed", hold: "released" },
  ])("AVL-02 a person's word (arrived: $hasArrived) settles it once, is audited, and sends nothing", async (each) => {
    const { firm, orgId, messageId } = await lose();
    const decision = { messageId, hasArrived: each.hasArrived, now: later(8) };
    const sent = await inTenant(personOf(firm, orgId), async (tx) => {
      const queued = watchQueued(tx);
      expect(await decideUnknownSend(tx, decision)).toBe(true);
      return queued.map(({ name }) => name);
    });
    expect(sent).not.toContain("messages.send");
    expect(await firm.sendOf(messageId)).toMatchObject({ send: each.send, message: { state: each.state } });
    const word = each.hasArrived ? "arrived" : "lost";
    const trace = {
      hold: each.hold,
      thread: [[`declared_${word}`, firm.userId]],
      audit: [[`message.declare_${word}`, messageId]],
    };
    expect(await traceOf(firm, messageId)).toEqual(trace);
    const again = { ...decision, hasArrived: !each.hasArrived };
    expect(await inTenant(personOf(firm, orgId), (tx) => decideUnknownSend(tx, again))).toBe(false);
    expect(await traceOf(firm, messageId)).toEqual(trace);
  });

  test("nobody decides while the provider's list is still being asked", async () => {
    const { firm, orgId, messageId } = await lose();
    const decide = (minutes: number) =>
      inTenant(personOf(firm, orgId), (tx) =>
        decideUnknownSend(tx, { messageId, hasArrived: false, now: later(minutes) }),
      );
    await expect(decide(6)).rejects.toMatchObject({ code: "precondition_failed" });
    expect((await firm.sendOf(messageId)).send.state).toBe("unknown");
    expect(await decide(7)).toBe(true);
  });

  test("a look-up that ends after a person's word changes nothing", async () => {
    const { firm, orgId, messageId } = await lose();
    await inTenant(personOf(firm, orgId), (tx) =>
      decideUnknownSend(tx, { messageId, hasArrived: true, now: later(8) }),
    );
    for (const answer of [{ kind: "absent" }, { kind: "cannot_tell" }, { kind: "failed" }] as const) {
      const ended = { messageId, round: 4, attemptedAt: CALLING_TIME, answer, now: later(9) };
      await inTenant(firm.principal, (tx) => settleSendLookUp(tx, ended));
    }
    expect(await firm.sendOf(messageId)).toMatchObject({
      send: { state: "accepted" },
      message: { state: "delivered" },
    });
  });

  test("of two words at once one counts", async () => {
    const { firm, orgId, messageId } = await lose();
    const words = await Promise.all(
      [true, false].map((hasArrived) =>
        inTenant(personOf(firm, orgId), (tx) => decideUnknownSend(tx, { messageId, hasArrived, now: later(8) })),
      ),
    );
    expect(words.toSorted()).toEqual([false, true]);
    expect((await traceOf(firm, messageId)).audit).toHaveLength(1);
  });

  test("TEN-05 another firm, and who stands outside the client's wall, has no such message", async () => {
    const { firm, orgId, messageId } = await lose();
    const decision = { messageId, hasArrived: true, now: later(8) };
    const refused = { code: "not_found" };
    await expect(
      inTenant(testPrincipal("org_unknown_other"), (tx) => decideUnknownSend(tx, decision)),
    ).rejects.toMatchObject(refused);
    await inTenant(firm.principal, async (tx) => {
      await tx.insert(caseMembers).values({ caseId: firm.caseId, userId: firm.userId });
      await tx.update(cases).set({ isRestricted: true }).where(eq(cases.id, firm.caseId));
    });
    const outsider = personOf(firm, orgId, "user_outside");
    await expect(inTenant(outsider, (tx) => decideUnknownSend(tx, decision))).rejects.toMatchObject(refused);
    expect((await firm.sendOf(messageId)).send.state).toBe("unknown");
  });
});
