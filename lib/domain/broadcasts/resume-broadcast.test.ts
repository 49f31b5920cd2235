import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { broadcastRecipients } from "@/db/schema/broadcast-recipients";
import { broadcasts } from "@/db/schema/broadcasts";
import { messageSends } from "@/db/schema/message-sends";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { watchQueued } from "@/lib/jobs/enqueue";
import { beginBroadcast } from "@/lib/jobs/handlers/begin-broadcast";
import { cancelBroadcast } from "@/lib/jobs/handlers/cancel-broadcast";
import { stepBroadcast } from "@/lib/jobs/handlers/step-broadcast";
import { addClients, nextNumber, saveDraft, startDraft } from "@/tests/support/broadcast-audience";
import { CALLING_TIME } from "@/tests/support/calling-firm";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, postgresAnswers, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { isBroadcastStalled } from "./is-broadcast-stalled";
import { resumeBroadcast } from "./resume-broadcast";
import { stopBroadcast } from "./stop-broadcast";

const SIX_MINUTES = 6 * 60_000;
const kinds = (await postgresAnswers()) ? (["pglite", "pg"] as const) : (["pglite"] as const);

describe.each(kinds)("a broadcast that stands still, on %s", (kind) => {
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

  const run = (job: typeof stepBroadcast, principal: Principal, broadcastId: string) =>
    job.run({
      id: randomUUID(),
      data: { tenantId: principal.tenantId, payload: { broadcastId } },
      retryCount: 0,
      retryLimit: 12,
      signal: new AbortController().signal,
    });
  /** A broadcast to six people of whom its first step took two; the step after that was lost. */
  async function lose(steps = 1) {
    vi.setSystemTime(CALLING_TIME);
    count += 1;
    const firm = await createSendingFirm({ orgId: `org_resume_${kind}_${count}` });
    const numbers = Array.from({ length: 5 }, nextNumber);
    await addClients(
      firm,
      numbers.map((e164) => ({ e164 })),
    );
    const broadcastId = await saveDraft(firm, { perMinute: 30 });
    await startDraft(firm, broadcastId);
    if (steps > 0) await run(beginBroadcast, firm.principal, broadcastId);
    for (let step = 0; step < steps; step += 1) await run(stepBroadcast, firm.principal, broadcastId);
    vi.setSystemTime(CALLING_TIME.getTime() + SIX_MINUTES);
    return { firm, broadcastId, numbers };
  }
  const isStalled = (firm: SendingFirm, broadcastId: string) =>
    inTenant(firm.principal, (tx) => isBroadcastStalled(tx, { broadcastId, now: new Date() }));
  const resume = (firm: SendingFirm, broadcastId: string) =>
    inTenant(firm.principal, async (tx) => {
      const queued = watchQueued(tx);
      const isResumed = await resumeBroadcast(tx, { broadcastId, now: new Date() });
      return { isResumed, queued: queued.map(({ name }) => name) };
    });
  const sendsOf = (firm: SendingFirm, broadcastId: string) =>
    inTenant(firm.principal, (tx) => tx.select().from(messageSends).where(eq(messageSends.broadcastId, broadcastId)));
  async function carryOn(firm: SendingFirm, broadcastId: string) {
    for (let step = 0; step < 8; step += 1) {
      await run(stepBroadcast, firm.principal, broadcastId);
      vi.setSystemTime(Date.now() + 5_001);
    }
  }

  test("it is carried on from where it is, once, and nobody gets it twice", async () => {
    const { firm, broadcastId } = await lose();
    expect(await sendsOf(firm, broadcastId)).toHaveLength(2);
    expect(await isStalled(firm, broadcastId)).toBe(true);
    expect(await resume(firm, broadcastId)).toEqual({ isResumed: true, queued: ["broadcasts.step"] });
    expect(await resume(firm, broadcastId)).toEqual({ isResumed: false, queued: [] });
    // What was dead may be revived as well, and run beside.
    await Promise.all([1, 2].map(() => run(stepBroadcast, firm.principal, broadcastId)));
    await carryOn(firm, broadcastId);
    const sends = await sendsOf(firm, broadcastId);
    expect(sends).toHaveLength(6);
    const people = await inTenant(firm.principal, (tx) =>
      tx.select().from(broadcastRecipients).where(eq(broadcastRecipients.broadcastId, broadcastId)),
    );
    expect(new Set(people.map(({ messageId }) => messageId)).size).toBe(6);
    const audit = await inTenant(firm.principal, (tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.action, "broadcast.resume")),
    );
    expect(audit).toMatchObject([{ subjectId: broadcastId }]);
  });

  test("CMP-01 who asked to stop while it stood still is not written to when it goes on", async () => {
    const { firm, broadcastId } = await lose();
    const people = await inTenant(firm.principal, (tx) =>
      tx.select().from(broadcastRecipients).where(eq(broadcastRecipients.broadcastId, broadcastId)),
    );
    const waiting = people.find(({ state }) => state === "waiting");
    const stop = { channel: "sms", kind: "stop", source: "sms", words: "STOP" } as const;
    await inTenant(firm.principal, (tx) =>
      recordOptOut(tx, { ...stop, e164: waiting?.e164 ?? "", occurredAt: new Date() }),
    );
    await resume(firm, broadcastId);
    await carryOn(firm, broadcastId);
    expect(await sendsOf(firm, broadcastId)).toHaveLength(5);
    const [left] = await inTenant(firm.principal, (tx) =>
      tx
        .select()
        .from(broadcastRecipients)
        .where(eq(broadcastRecipients.id, waiting?.id ?? "")),
    );
    expect(left).toMatchObject({ state: "excluded", reason: "opt_out", messageId: null });
  });

  test("one whose audience was never written down begins anew", async () => {
    const { firm, broadcastId } = await lose(0);
    expect(await isStalled(firm, broadcastId)).toBe(true);
    expect(await resume(firm, broadcastId)).toEqual({ isResumed: true, queued: ["broadcasts.begin"] });
    expect(await resume(firm, broadcastId)).toEqual({ isResumed: false, queued: [] });
    for (const _ of [1, 2]) await run(beginBroadcast, firm.principal, broadcastId);
    await carryOn(firm, broadcastId);
    expect(await sendsOf(firm, broadcastId)).toHaveLength(6);
  });

  test("one that moves, or waits for the hour of those who are left, does not stand still", async () => {
    const { firm, broadcastId } = await lose();
    vi.setSystemTime(CALLING_TIME.getTime() + 60_000);
    expect(await isStalled(firm, broadcastId)).toBe(false);
    expect(await resume(firm, broadcastId)).toEqual({ isResumed: false, queued: [] });
    vi.setSystemTime(CALLING_TIME.getTime() + SIX_MINUTES);
    const later = new Date(CALLING_TIME.getTime() + 3_600_000);
    await inTenant(firm.principal, (tx) =>
      tx.update(broadcastRecipients).set({ dueAt: later }).where(eq(broadcastRecipients.state, "waiting")),
    );
    expect(await isStalled(firm, broadcastId)).toBe(false);
    vi.setSystemTime(later.getTime() + SIX_MINUTES);
    expect(await isStalled(firm, broadcastId)).toBe(true);
  });

  test("a draft, and what was stopped while it is still being taken back, is not resumed", async () => {
    const { firm, broadcastId } = await lose();
    await inTenant(firm.principal, (tx) =>
      stopBroadcast(tx, { broadcastId, userId: firm.userId, now: new Date(CALLING_TIME) }),
    );
    await expect(resume(firm, broadcastId)).rejects.toMatchObject({ code: "conflict" });
    const draft = await saveDraft(firm);
    await expect(resume(firm, draft)).rejects.toMatchObject({ code: "conflict" });
    for (const id of [broadcastId, draft]) expect(await isStalled(firm, id)).toBe(false);
  });

  test("what was stopped goes on with those whom the stop took back, and nobody gets it twice", async () => {
    const { firm, broadcastId } = await lose();
    const [first, second] = await sendsOf(firm, broadcastId);
    if (!first || !second) throw new Error("nothing was reserved");
    // One of the two is with the provider, the other waits for its turn when the stop comes.
    await inTenant(firm.principal, (tx) =>
      tx.update(messageSends).set({ state: "accepted" }).where(eq(messageSends.messageId, first.messageId)),
    );
    await inTenant(firm.principal, (tx) => stopBroadcast(tx, { broadcastId, userId: firm.userId, now: new Date() }));
    await run(cancelBroadcast, firm.principal, broadcastId);
    expect(await isStalled(firm, broadcastId)).toBe(false);
    await carryOn(firm, broadcastId);
    expect(await sendsOf(firm, broadcastId)).toHaveLength(2);
    expect(await resume(firm, broadcastId)).toEqual({ isResumed: true, queued: ["broadcasts.step"] });
    expect(await resume(firm, broadcastId)).toEqual({ isResumed: false, queued: [] });
    // A stop's job that comes late takes nothing back any more.
    await run(cancelBroadcast, firm.principal, broadcastId);
    await carryOn(firm, broadcastId);
    const sends = await sendsOf(firm, broadcastId);
    expect(sends.filter(({ state }) => state === "cancelled").map(({ messageId }) => messageId)).toEqual([
      second.messageId,
    ]);
    expect(sends).toHaveLength(7);
    const going = sends.filter(({ state }) => state !== "cancelled").map(({ messageId }) => messageId);
    const people = await inTenant(firm.principal, (tx) =>
      tx.select().from(broadcastRecipients).where(eq(broadcastRecipients.broadcastId, broadcastId)),
    );
    expect(people.map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => "accepted"));
    expect(new Set(people.map(({ messageId }) => messageId))).toEqual(new Set(going));
    expect(going).toContain(first.messageId);
  });

  test("one that was stopped before its time came, or when nobody was left, is not resumed", async () => {
    const { firm, broadcastId } = await lose(0);
    await inTenant(firm.principal, (tx) => stopBroadcast(tx, { broadcastId, userId: firm.userId, now: new Date() }));
    await run(cancelBroadcast, firm.principal, broadcastId);
    await expect(resume(firm, broadcastId)).rejects.toMatchObject({ code: "conflict" });
  });

  test("TEN-05 another firm finds no such broadcast, and it stays as it is", async () => {
    const { firm, broadcastId } = await lose();
    const stranger = testPrincipal("org_resume_other");
    const attempt = inTenant(stranger, (tx) => resumeBroadcast(tx, { broadcastId, now: new Date() }));
    await expect(attempt).rejects.toMatchObject({ code: "not_found" });
    const [row] = await inTenant(firm.principal, (tx) =>
      tx.select({ updatedAt: broadcasts.updatedAt }).from(broadcasts).where(eq(broadcasts.id, broadcastId)),
    );
    expect(row?.updatedAt.getTime()).toBeLessThan(Date.now() - SIX_MINUTES + 1);
  });
});
