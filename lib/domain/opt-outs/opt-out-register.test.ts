import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { optoutEvents } from "@/db/schema/optout-events";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { type CallingFirm, createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, databaseKinds, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { told } from "@/tests/support/told-message";
import { addOptOut } from "./add-opt-out";
import { decideReview } from "./decide-review";
import { exportOptOuts } from "./export-opt-outs";
import { findOptOutHistory } from "./find-opt-out-history";
import { importOptOuts } from "./import-opt-outs";
import { listDueTasks } from "./list-due-tasks";
import { listOptOuts } from "./list-opt-outs";
import { listReviews } from "./list-reviews";
import { addOptOutInput, decideReviewInput } from "./opt-outs.schema";
import { countPlanned, planOptOutImport } from "./plan-opt-out-import";
import { readImportRows, readOptOutFile } from "./read-opt-out-file";
import { recordOptOut } from "./record-opt-out";

const CLIENT = "+16025550142";
const HOUR = 3_600_000;

describe.each(await databaseKinds())("on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  const firmOf = (name: string, options: { restrictedTo?: string[] } = {}) =>
    createCallingFirm({ orgId: `org_${name}_${randomUUID().slice(0, 8)}`, ...options });

  async function say(firm: CallingFirm, body: string, at = new Date()) {
    const message = told({ body, sentAt: at, receivedAt: at, providerMessageId: randomUUID() });
    const gateway = { ...firm.principal, actor: { type: "webhook", provider: "twilio", endpointId: null } } as const;
    return (await inTenant(gateway, (tx) => recordMessage(tx, message))).messageId;
  }

  const reviewsOf = (who: Principal) => inTenant(who, (tx) => listReviews(tx, { limit: 10 }));
  const decide = (firm: CallingFirm, taskId: string, decision: object, who = firm.principal) =>
    inTenant(who, (tx) =>
      decideReview(tx, { ...decideReviewInput.parse({ taskId, ...decision }), userId: firm.userId, now: new Date() }),
    );
  const stateOf = (firm: CallingFirm, channel: "all" | "sms" = "all") =>
    inTenant(firm.principal, async (tx) => {
      const [row] = await tx.select().from(optoutRegistry).where(eq(optoutRegistry.channel, channel));
      return row?.state;
    });
  const read = (csv: string, now = new Date()) => {
    const { table, columns } = readOptOutFile(csv);
    return readImportRows(table, { columns, saidAt: new Date("2026-11-01T00:00:00Z"), now });
  };
  const run = (firm: CallingFirm, csv: string) =>
    inTenant(firm.principal, (tx) => importOptOuts(tx, { rows: read(csv), userId: firm.userId, now: new Date() }));

  test("CMP-02 unclear words wait for a person with their words and the ten business days; confirmed, they stay a stop", async () => {
    const firm = await firmOf("review");
    const messageId = await say(firm, "leave me alone", new Date("2026-11-20T18:00:00Z"));
    const { rows } = await reviewsOf(firm.principal);
    expect(rows).toMatchObject([{ e164: CLIENT, words: "leave me alone", sourceMessageId: messageId }]);
    expect(rows[0]?.owner).toMatchObject({ contactId: firm.contactId });
    expect(rows[0]?.dueAt.toISOString()).toBe("2026-12-08T06:59:59.999Z");
    const taskId = rows[0]?.taskId ?? "";
    for (const _ of [1, 2])
      expect(await decide(firm, taskId, { decision: "confirmed" })).toEqual({ state: "opted_out" });
    await expect(decide(firm, taskId, { decision: "not_a_stop", evidence: "no" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await reviewsOf(firm.principal)).rows).toEqual([]);
    const actions = await inTenant(firm.principal, (tx) => tx.select({ action: auditLogs.action }).from(auditLogs));
    expect(actions.map(({ action }) => action)).toContain("opt_out_review.decide");
  });

  test("CMP-03 that it was no stop takes the person's words from after it, and a later stop of theirs still holds", async () => {
    const firm = await firmOf("notstop");
    await say(firm, "wrong number", new Date(Date.now() - 2 * HOUR));
    const taskId = (await reviewsOf(firm.principal)).rows[0]?.taskId ?? "";
    expect(() => decideReviewInput.parse({ taskId, decision: "not_a_stop", evidence: "  " })).toThrow();
    const early = { decision: "not_a_stop", evidence: "hi", saidAt: new Date(Date.now() - 3 * HOUR).toISOString() };
    await expect(decide(firm, taskId, early)).rejects.toMatchObject({ code: "invalid_input" });
    expect(await stateOf(firm)).toBe("opted_out");
    const words = { decision: "not_a_stop", evidence: "I meant the adjuster's number was wrong, please keep writing" };
    expect(await decide(firm, taskId, words)).toEqual({ state: "opted_in" });
    const events = await inTenant(firm.principal, (tx) =>
      tx.select().from(optoutEvents).where(eq(optoutEvents.kind, "start")),
    );
    expect(events).toMatchObject([{ words: words.evidence, actorUserId: firm.userId, source: "staff" }]);
  });

  test("words behind a wall are shown to the case's members only, and nobody else decides about them", async () => {
    const firm = await firmOf("wall", { restrictedTo: ["user_inside"] });
    await say(firm, "leave me alone");
    const inside = { ...firm.principal, actor: { type: "user", userId: "user_inside" } } as const;
    const outside = { ...firm.principal, actor: { type: "user", userId: "user_outside" } } as const;
    const [seen] = (await reviewsOf(inside)).rows;
    const [hidden] = (await reviewsOf(outside)).rows;
    expect(seen).toMatchObject({ words: "leave me alone", isWalled: false });
    expect(hidden).toMatchObject({ e164: CLIENT, words: null, isWalled: true, sourceMessageId: null });
    await expect(decide(firm, seen?.taskId ?? "", { decision: "confirmed" }, outside)).rejects.toMatchObject({
      code: "not_found",
    });
    const history = await inTenant(outside, (tx) => findOptOutHistory(tx, CLIENT));
    expect(history?.events).toMatchObject([{ words: null, isWalled: true }]);
    const file = await inTenant(outside, (tx) => exportOptOuts(tx, {}));
    expect(file.csv).not.toContain("leave me alone");
    expect((await inTenant(outside, (tx) => listOptOuts(tx, { limit: 5 }))).rows).toMatchObject([{ words: null }]);
  });

  test.each([
    "(602) 555-0142",
    "602.555.0142",
    "+1 602 555 0142",
    "6025550142",
    "0142",
    "555-01",
    "whatsapp:+16025550142",
  ])("INP-05 %s finds the number in the register", async (query) => {
    const firm = await firmOf("search");
    await say(firm, "STOP");
    await inTenant(firm.principal, (tx) =>
      addOptOut(tx, {
        ...addOptOutInput.parse({ number: "+12125559999", channel: "voice" }),
        userId: "u",
        now: new Date(),
      }),
    );
    const { rows } = await inTenant(firm.principal, (tx) => listOptOuts(tx, { query, limit: 10 }));
    expect(rows.map(({ e164 }) => e164)).toEqual([CLIENT]);
  });

  test("the register goes page by page without loss, and by channel, state and source", async () => {
    const firm = await firmOf("pages");
    const numbers = Array.from({ length: 7 }, (_, index) => `+1602555${String(1000 + index)}`);
    const rows = read(`number,channel\n${numbers.map((each) => `${each},sms`).join("\n")}\n`);
    await inTenant(firm.principal, (tx) => importOptOuts(tx, { rows, userId: "u", now: new Date() }));
    await say(firm, "STOP");
    const found: string[] = [];
    const next = (cursor: string | null) =>
      inTenant(firm.principal, (tx) => listOptOuts(tx, { cursor, limit: 3, source: "import" }));
    for (let page = await next(null); ; page = await next(page.nextCursor)) {
      found.push(...page.rows.map(({ e164 }) => e164));
      if (page.nextCursor === null) break;
    }
    expect(found.toSorted()).toEqual(numbers);
    const only = (filter: object) => inTenant(firm.principal, (tx) => listOptOuts(tx, { limit: 20, ...filter }));
    expect((await only({ source: "sms" })).rows).toHaveLength(1);
    expect((await only({ state: "opted_in" })).rows).toEqual([]);
    expect((await only({ channel: "voice" })).rows).toEqual([]);
  });

  test("CMP-03 an import blocks, joins and skips, tells of each bad row, runs twice as once and never re-enables", async () => {
    const firm = await firmOf("import");
    const csv = [
      "Phone;Channel;Since;Note",
      "(602) 555-0142;text;2026-10-01;asked by mail",
      "'+16025550143;;;",
      "+16025550142;sms;2026-10-01;asked by mail",
      "12;sms;;",
      "+16025550144;fax;;",
      "+16025550145;all;31/12/2026;",
      "+16025550146;all;2099-01-01;",
    ].join("\n");
    const plan = await inTenant(firm.principal, (tx) => planOptOutImport(tx, read(csv)));
    expect(plan.map(({ outcome, fault }) => fault ?? outcome)).toEqual([
      "create",
      "create",
      "skip",
      "no_number",
      "unknown_channel",
      "unknown_date",
      "future_date",
    ]);
    expect(await inTenant(firm.principal, (tx) => tx.$count(optoutEvents))).toBe(0);
    expect(countPlanned(await run(firm, csv))).toMatchObject({ create: 2, skip: 1, error: 4 });
    expect(countPlanned(await run(firm, csv))).toMatchObject({ create: 0, merge: 0, skip: 3 });
    const start = { e164: CLIENT, channel: "sms", kind: "start", source: "sms", words: "START" } as const;
    await inTenant(firm.principal, (tx) =>
      recordOptOut(tx, { ...start, occurredAt: new Date("2026-10-05T00:00:00Z") }),
    );
    const older = "phone,channel,date\n6025550142,sms,2026-10-03\n";
    expect(countPlanned(await run(firm, older))).toMatchObject({ merge: 1 });
    expect(await stateOf(firm, "sms")).toBe("opted_in");
    const newer = "phone,channel,date\n6025550142,sms,10/06/2026\n";
    expect(countPlanned(await run(firm, newer))).toMatchObject({ create: 1 });
    expect(await stateOf(firm, "sms")).toBe("opted_out");
  });

  test("INP-06 the export escapes formulas, our own import reads it again, and it stands in the audit log", async () => {
    const firm = await firmOf("export");
    await run(firm, 'phone,channel,date,note\n6025550142,sms,2026-10-01,"=HYPERLINK(""http://evil"")"\n');
    const { csv, rows, isWhole } = await inTenant(firm.principal, (tx) => exportOptOuts(tx, {}));
    expect({ rows, isWhole }).toEqual({ rows: 1, isWhole: true });
    expect(csv).not.toMatch(/(^|,|")[=+@-]/m);
    const { table, columns } = readOptOutFile(csv);
    expect(readImportRows(table, { columns, saidAt: new Date(), now: new Date() })).toMatchObject([
      { e164: CLIENT, channel: "sms", scope: "all", saidAt: new Date("2026-10-01T00:00:00Z"), fault: null },
    ]);
    const actions = await inTenant(firm.principal, (tx) => tx.select({ action: auditLogs.action }).from(auditLogs));
    expect(actions.map(({ action }) => action)).toEqual(expect.arrayContaining(["opt_outs.import", "opt_outs.export"]));
  });

  test("a history shows each wish with both its times, and what was done about it", async () => {
    const firm = await firmOf("history");
    await say(firm, "CANCEL");
    const history = await inTenant(firm.principal, (tx) => findOptOutHistory(tx, "(602) 555-0142"));
    expect(history).toMatchObject({ e164: CLIENT, states: [{ channel: "sms", state: "opted_out" }] });
    expect(history?.events[0]?.tasks.map((task) => task.kind).toSorted()).toEqual(["confirmation", "review"]);
    const due = await inTenant(firm.principal, (tx) => listDueTasks(tx, { limit: 5, now: new Date("2099-01-01") }));
    expect(due.rows).toMatchObject([{ kind: "review", e164: CLIENT, isOverdue: true }]);
    expect(await inTenant(firm.principal, (tx) => findOptOutHistory(tx, "+12125550000"))).toBeNull();
  });

  test("TEN-09 another firm sees, decides and exports nothing of it", async () => {
    const [firm, other] = [await firmOf("a"), testPrincipal(`org_b_${randomUUID()}`)];
    await say(firm, "leave me alone");
    const taskId = (await reviewsOf(firm.principal)).rows[0]?.taskId ?? "";
    for (const id of [taskId, randomUUID()]) {
      await expect(decide(firm, id, { decision: "confirmed" }, other)).rejects.toMatchObject({
        code: "not_found",
        publicMessage: "There is no such review",
      });
    }
    expect((await reviewsOf(other)).rows).toEqual([]);
    expect(await inTenant(other, (tx) => findOptOutHistory(tx, CLIENT))).toBeNull();
    expect((await inTenant(other, (tx) => exportOptOuts(tx, {}))).rows).toBe(0);
    expect((await reviewsOf(firm.principal)).rows).toHaveLength(1);
  });
});
