import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { broadcastRecipients } from "@/db/schema/broadcast-recipients";
import { broadcasts } from "@/db/schema/broadcasts";
import { caseMembers } from "@/db/schema/case-members";
import { cases } from "@/db/schema/cases";
import { contactPhones } from "@/db/schema/contact-phones";
import { doNotCallNumbers } from "@/db/schema/do-not-call-numbers";
import { messageSends } from "@/db/schema/message-sends";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { loadGateFacts } from "@/lib/domain/contact-gate/load-gate-facts";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { beginBroadcast } from "@/lib/jobs/handlers/begin-broadcast";
import { cancelBroadcast } from "@/lib/jobs/handlers/cancel-broadcast";
import { stepBroadcast } from "@/lib/jobs/handlers/step-broadcast";
import { addClients, nextNumber, saveDraft, startDraft } from "@/tests/support/broadcast-audience";
import { CALLING_TIME } from "@/tests/support/calling-firm";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, swiftestKind, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { copyBroadcast } from "./copy-broadcast";
import { countOutcomes } from "./count-outcomes";
import { deleteBroadcast } from "./delete-broadcast";
import { exportRecipients } from "./export-recipients";
import { findBroadcast } from "./find-broadcast";
import { listRecipients } from "./list-recipients";
import { loadAudienceFacts } from "./load-audience-facts";
import { previewAudience } from "./preview-audience";
import { sendToRecipient } from "./send-to-recipient";
import { startBroadcast } from "./start-broadcast";
import { stepPace } from "./step-pace";
import { stopBroadcast } from "./stop-broadcast";

/** Nine in Honolulu. */
const HAWAII_OPENS = new Date("2026-11-24T19:00:00.000Z");

// On the embedded engine a broadcast to five hundred runs in a browser's journey.
const kinds = [await swiftestKind()];

describe.each(kinds)("broadcasts on %s", (kind) => {
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

  const firmOf = (options: { credits?: number } = {}): Promise<SendingFirm> => {
    count += 1;
    return createSendingFirm({ orgId: `org_bc_${kind}_${count}`, ...options });
  };
  const run = (job: typeof stepBroadcast, principal: Principal, broadcastId: string) =>
    job.run({
      id: randomUUID(),
      data: { tenantId: principal.tenantId, payload: { broadcastId } },
      retryCount: 0,
      retryLimit: 8,
      signal: new AbortController().signal,
    });
  /** Lets the broadcast's own time pass, without a worker. */
  const runAll = async (firm: SendingFirm, broadcastId: string, steps = 30) => {
    await run(beginBroadcast, firm.principal, broadcastId);
    for (let step = 0; step < steps; step += 1) {
      await run(stepBroadcast, firm.principal, broadcastId);
      vi.setSystemTime(Date.now() + 5_001);
    }
    vi.setSystemTime(CALLING_TIME);
  };
  const previewOf = (firm: SendingFirm, changes: object = {}) =>
    inTenant(firm.principal, (tx) =>
      previewAudience(tx, {
        audience: { people: "clients" },
        lineId: firm.lineId,
        purpose: "informational",
        bodyEn: "Hi {{first_name}}",
        bodyEs: "Hola {{first_name}}",
        userId: firm.userId,
        at: CALLING_TIME,
        ...changes,
      }),
    );
  const outcomesOf = (firm: SendingFirm, broadcastId: string) =>
    inTenant(firm.principal, (tx) => countOutcomes(tx, broadcastId));

  /** A firm with somebody behind every reason. */
  const mixedFirm = async (options: { credits?: number } = {}) => {
    const firm = await firmOf(options);
    const [stopped, listed] = [nextNumber(), nextNumber()];
    const twice = nextNumber();
    await addClients(firm, [
      ...Array.from({ length: 6 }, () => ({})),
      { language: "es", firstName: "Luz" },
      { e164: null },
      { e164: twice },
      { e164: twice },
      { e164: stopped },
      { e164: listed },
      { hasConsent: false },
      { state: "HI", e164: "+18085551234" },
    ]);
    await inTenant(firm.principal, (tx) =>
      recordOptOut(tx, { e164: stopped, channel: "sms", kind: "stop", source: "sms", occurredAt: CALLING_TIME }),
    );
    await inTenant(firm.principal, (tx) =>
      tx.insert(doNotCallNumbers).values({ e164: listed, list: "internal", source: "office", listedOn: CALLING_TIME }),
    );
    return firm;
  };

  test("CMP-01 the facts that the preview reads for many are those that the gate reads for each", async () => {
    const firm = await mixedFirm();
    await firm.accept({ origin: "automation", purpose: "appointment" });
    const people = (await inTenant(firm.principal, (tx) => tx.select().from(contactPhones))).map(
      ({ contactId, e164 }) => ({ contactId, e164 }),
    );
    await inTenant(firm.principal, async (tx) => {
      const line = { id: firm.lineId, names: ["+16025550100"], whatsapp: null, kind: "sms" } as const;
      const many = await loadAudienceFacts(tx, { people, line, purpose: "broadcast_information", at: CALLING_TIME });
      for (const { contactId, e164 } of people) {
        const subject = {
          contactId,
          e164,
          kind: "sms",
          origin: "broadcast",
          purpose: "broadcast_information",
        } as const;
        const one = await loadGateFacts(tx, { ...subject, lineId: firm.lineId }, CALLING_TIME);
        const { consents, ...rest } = many.get(contactId) ?? { consents: [] };
        const { consents: own, ...expected } = one;
        expect(rest).toMatchObject(expected);
        expect(consents.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
      }
      expect(many.size).toBe(people.length);
    });
  });

  test.each([{ credits: 500 }, { credits: 5 }])(
    "what the preview says is what then happens, with %o",
    async (options) => {
      const firm = await mixedFirm(options);
      const preview = await previewOf(firm);
      const broadcastId = await saveDraft(firm, { bodyEn: "Hi {{first_name}}", bodyEs: "Hola {{first_name}}" });
      expect(await startDraft(firm, broadcastId)).toBe("sending");
      await runAll(firm, broadcastId, 4);
      vi.setSystemTime(HAWAII_OPENS);
      await run(stepBroadcast, firm.principal, broadcastId);
      vi.setSystemTime(CALLING_TIME);
      const report = await outcomesOf(firm, broadcastId);
      const reasons = new Map(report.reasons.map(({ reason, count: people }) => [reason, people]));
      expect(preview.people).toBe(report.people);
      expect(preview.noNumber).toBe(reasons.get("no_number") ?? 0);
      expect(preview.duplicates).toBe(reasons.get("duplicate_number") ?? 0);
      for (const { reason, count: people } of preview.excluded)
        expect([reason, reasons.get(reason)]).toEqual([reason, people]);
      const sends = await inTenant(firm.principal, (tx) => tx.select().from(messageSends));
      expect(preview.willGet + preview.waits).toBe(sends.length);
      expect(preview.quote.credits).toBeGreaterThanOrEqual(sends.reduce((sum, { segments }) => sum + segments, 0));
      const parts = preview.willGet + preview.waits + preview.noNumber + preview.duplicates;
      expect(parts + preview.excluded.reduce((sum, { count: people }) => sum + people, 0)).toBe(preview.people);
      expect(Object.values(report.byOutcome).reduce((sum, people) => sum + people, 0)).toBe(report.people);
      if (options.credits === 5) expect(reasons.get("credits")).toBeGreaterThan(0);
      else
        expect(
          preview.samples
            .map(({ body }) => body)
            .toSorted()
            .join(),
        ).toMatch(/^Hi (Client|Rosa),Hola Luz$/);
    },
  );

  test("who sleeps waits for their morning, and is left out when it comes too late", async () => {
    const firm = await firmOf();
    await addClients(firm, [{ state: "HI", e164: "+18085551299" }]);
    vi.setSystemTime(new Date("2026-11-24T16:30:00.000Z"));
    const broadcastId = await saveDraft(firm);
    await startDraft(firm, broadcastId);
    await run(beginBroadcast, firm.principal, broadcastId);
    await run(stepBroadcast, firm.principal, broadcastId);
    const [waiting] = (
      await inTenant(firm.principal, (tx) => listRecipients(tx, { broadcastId, outcome: "waiting", limit: 5 }))
    ).rows.filter(({ e164 }) => e164 === "+18085551299");
    expect(waiting?.dueAt).toEqual(HAWAII_OPENS);
    vi.setSystemTime(HAWAII_OPENS);
    await run(stepBroadcast, firm.principal, broadcastId);
    expect((await outcomesOf(firm, broadcastId)).byOutcome.excluded).toBe(0);
    const sends = await inTenant(firm.principal, (tx) => tx.select().from(messageSends));
    expect(sends).toHaveLength(2);
    vi.setSystemTime(CALLING_TIME);
  });

  test("who makes the text too long is left out, and nobody waits behind them", async () => {
    const firm = await firmOf();
    await addClients(firm, [{ firstName: "x".repeat(100) }, {}, { firstName: "y".repeat(100) }]);
    const bodyEn = "{{first_name}} ".repeat(20);
    expect((await previewOf(firm, { bodyEn })).excluded).toEqual([{ reason: "too_long", count: 2 }]);
    const broadcastId = await saveDraft(firm, { bodyEn });
    await startDraft(firm, broadcastId);
    await runAll(firm, broadcastId, 2);
    const { byOutcome, reasons } = await outcomesOf(firm, broadcastId);
    expect([byOutcome.excluded, reasons]).toEqual([2, [expect.objectContaining({ reason: "too_long", count: 2 })]]);
    expect(await inTenant(firm.principal, (tx) => tx.select().from(messageSends))).toHaveLength(2);
  });

  test("AVL-02 started twice and by many at once, and its steps run many times, everybody is written to once", async () => {
    const firm = await firmOf();
    await addClients(
      firm,
      Array.from({ length: 20 }, () => ({})),
    );
    const broadcastId = await saveDraft(firm);
    const states = await Promise.all(Array.from({ length: 5 }, () => startDraft(firm, broadcastId)));
    expect(new Set(states)).toEqual(new Set(["sending"]));
    await Promise.all(Array.from({ length: 4 }, () => run(beginBroadcast, firm.principal, broadcastId)));
    for (let step = 0; step < 3; step += 1) {
      await Promise.all(Array.from({ length: 4 }, () => run(stepBroadcast, firm.principal, broadcastId)));
      vi.setSystemTime(Date.now() + 5_001);
    }
    vi.setSystemTime(CALLING_TIME);
    const sends = await inTenant(firm.principal, (tx) => tx.select().from(messageSends));
    expect(sends).toHaveLength(21);
    const { rows } = await inTenant(firm.principal, (tx) => listRecipients(tx, { broadcastId, limit: 50 }));
    expect(new Set(rows.map(({ contactId }) => contactId)).size).toBe(21);
    expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
  });

  test("AVL-02 after a crash between intent and record the same person is not written to again", async () => {
    const firm = await firmOf();
    const broadcastId = await saveDraft(firm);
    await startDraft(firm, broadcastId);
    await run(beginBroadcast, firm.principal, broadcastId);
    const [recipient] = (await inTenant(firm.principal, (tx) => listRecipients(tx, { broadcastId, limit: 5 }))).rows;
    const recipientId = recipient?.id ?? "";
    const job = testPrincipal(`org_bc_${kind}_${count}`, { actor: { type: "job", name: "t", jobId: null } });
    const crash = inTenant(job, async (tx) => {
      expect(await sendToRecipient(tx, { recipientId, now: new Date() })).toBe("accepted");
      throw new Error("the process died");
    });
    await expect(crash).rejects.toThrow("died");
    expect(await inTenant(firm.principal, (tx) => tx.select().from(messageSends))).toEqual([]);
    for (const result of ["accepted", "settled"]) {
      expect(await inTenant(job, (tx) => sendToRecipient(tx, { recipientId, now: new Date() }))).toBe(result);
    }
    expect(await inTenant(firm.principal, (tx) => tx.select().from(messageSends))).toHaveLength(1);
  });

  test("the pace holds, however many workers hold the step", async () => {
    const firm = await firmOf();
    await addClients(
      firm,
      Array.from({ length: 40 }, () => ({})),
    );
    const broadcastId = await saveDraft(firm, { perMinute: 60 });
    await startDraft(firm, broadcastId);
    await run(beginBroadcast, firm.principal, broadcastId);
    for (let second = 0; second < 20; second += 1) {
      await Promise.all([1, 2].map(() => run(stepBroadcast, firm.principal, broadcastId)));
      vi.setSystemTime(Date.now() + 1_000);
    }
    vi.setSystemTime(CALLING_TIME);
    const sends = await inTenant(firm.principal, (tx) => tx.select().from(messageSends));
    expect(sends).toHaveLength(20);
  });

  test("a stop lets nothing more begin, takes back what waits, and adds up", async () => {
    const firm = await firmOf();
    await addClients(
      firm,
      Array.from({ length: 60 }, () => ({})),
    );
    const broadcastId = await saveDraft(firm);
    await startDraft(firm, broadcastId);
    await run(beginBroadcast, firm.principal, broadcastId);
    await run(stepBroadcast, firm.principal, broadcastId);
    const stop = () =>
      inTenant(firm.principal, (tx) => stopBroadcast(tx, { broadcastId, userId: firm.userId, now: new Date() }));
    await Promise.all([stop(), stop()]);
    await runAll(firm, broadcastId, 3);
    await run(cancelBroadcast, firm.principal, broadcastId);
    await run(cancelBroadcast, firm.principal, broadcastId);
    const { people, byOutcome } = await outcomesOf(firm, broadcastId);
    expect({ people, ...byOutcome }).toMatchObject({ people: 61, cancelled: 61, waiting: 0, sent: 0 });
    const states = await inTenant(firm.principal, (tx) => tx.select({ state: messageSends.state }).from(messageSends));
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(["cancelled"]));
    expect(await startDraft(firm, broadcastId)).toBe("stopped");
    const { id } = await inTenant(firm.principal, (tx) => copyBroadcast(tx, { broadcastId, userId: firm.userId }));
    expect(await inTenant(firm.principal, (tx) => findBroadcast(tx, id))).toMatchObject({ state: "draft" });
    await inTenant(firm.principal, (tx) => deleteBroadcast(tx, id));
  });

  test("TEN-09 who is client of a restricted case is written to by its members only, and stands in no other's report", async () => {
    const firm = await firmOf();
    const [inside] = await addClients(firm, [{ firstName: "Inside" }]);
    await inTenant(firm.principal, async (tx) => {
      const [file] = await tx
        .select({ id: cases.id })
        .from(cases)
        .where(eq(cases.clientContactId, inside ?? ""));
      await tx.insert(caseMembers).values({ caseId: file?.id ?? "", userId: firm.userId });
      await tx
        .update(cases)
        .set({ isRestricted: true })
        .where(eq(cases.id, file?.id ?? ""));
    });
    const outsider = testPrincipal(`org_bc_${kind}_${count}`, { actor: { type: "user", userId: "outsider" } });
    const seen = { ...firm, principal: outsider, userId: "outsider" };
    expect((await previewOf(firm)).people).toBe(2);
    expect((await previewOf(seen)).people).toBe(1);
    const theirs = await saveDraft(seen);
    await startDraft(seen, theirs);
    await runAll(seen, theirs, 2);
    const own = await saveDraft(firm);
    await startDraft(firm, own);
    await runAll(firm, own, 2);
    expect((await outcomesOf(firm, theirs)).people).toBe(1);
    expect((await outcomesOf(firm, own)).people).toBe(2);
    expect((await outcomesOf(seen, own)).people).toBe(1);
    const { csv } = await inTenant(outsider, (tx) => exportRecipients(tx, { broadcastId: own, locale: "en" }));
    expect(csv).not.toContain("Inside");
  });

  test("TEN-05 another firm's broadcast and line answer like unknown ones, and nothing of them changes", async () => {
    const firm = await firmOf();
    const broadcastId = await saveDraft(firm);
    const hostile = await firmOf();
    const now = new Date();
    const { userId } = hostile;
    for (const id of [broadcastId, randomUUID()]) {
      const gone = { code: "not_found" };
      const start = { broadcastId: id, updatedAt: now, scheduledFor: null, userId, now };
      await expect(inTenant(hostile.principal, (tx) => startBroadcast(tx, start))).rejects.toMatchObject(gone);
      await expect(
        inTenant(hostile.principal, (tx) => stopBroadcast(tx, { broadcastId: id, userId, now })),
      ).rejects.toMatchObject(gone);
      await expect(inTenant(hostile.principal, (tx) => deleteBroadcast(tx, id))).rejects.toMatchObject(gone);
      await expect(
        inTenant(hostile.principal, (tx) => copyBroadcast(tx, { broadcastId: id, userId })),
      ).rejects.toMatchObject(gone);
      await expect(
        inTenant(hostile.principal, (tx) => exportRecipients(tx, { broadcastId: id, locale: "en" })),
      ).rejects.toMatchObject(gone);
      expect(await inTenant(hostile.principal, (tx) => findBroadcast(tx, id))).toBeNull();
      await run(beginBroadcast, hostile.principal, id);
      await run(stepBroadcast, hostile.principal, id);
      await run(cancelBroadcast, hostile.principal, id);
    }
    await expect(saveDraft({ ...hostile, lineId: firm.lineId })).rejects.toMatchObject({ code: "not_found" });
    await expect(previewOf(hostile, { lineId: firm.lineId })).rejects.toMatchObject({ code: "not_found" });
    expect(await inTenant(firm.principal, (tx) => findBroadcast(tx, broadcastId))).toMatchObject({ state: "draft" });
    expect(await inTenant(firm.principal, (tx) => tx.select().from(broadcastRecipients))).toEqual([]);
  });

  test("a changed draft is not started, nor is one without its line; the export is escaped and recorded", async () => {
    const firm = await firmOf();
    await addClients(firm, [{ firstName: "=cmd()" }]);
    const broadcastId = await saveDraft(firm);
    const input = { broadcastId, updatedAt: new Date(0), scheduledFor: null, userId: firm.userId, now: new Date() };
    await expect(inTenant(firm.principal, (tx) => startBroadcast(tx, input))).rejects.toMatchObject({
      code: "conflict",
    });
    await startDraft(firm, broadcastId);
    await expect(inTenant(firm.principal, (tx) => deleteBroadcast(tx, broadcastId))).rejects.toMatchObject({
      code: "conflict",
    });
    await runAll(firm, broadcastId, 2);
    const { csv } = await inTenant(firm.principal, (tx) => exportRecipients(tx, { broadcastId, locale: "en" }));
    expect(csv).toContain("'=cmd()");
    expect(csv.trim().split("\r\n")).toHaveLength(3);
    const audited = await database.asOwner(
      "select 1 from audit_logs where action = 'broadcast.export' and subject_id = $1",
      [broadcastId],
    );
    expect(audited.rows).toHaveLength(1);
    const done = await inTenant(firm.principal, (tx) =>
      tx.select({ state: broadcasts.state }).from(broadcasts).where(sql`true`),
    );
    expect(done).toEqual([{ state: "sending" }]);
  });
});

test.each([1, 4, 12, 60, 100, 600])("%i a minute is never more than that", (perMinute) => {
  const { size, lengthMs } = stepPace(perMinute);
  expect(size).toBeGreaterThanOrEqual(1);
  expect((size * 60_000) / lengthMs).toBeLessThanOrEqual(perMinute);
  expect((size * 60_000) / lengthMs).toBeGreaterThan(perMinute * 0.99);
});
