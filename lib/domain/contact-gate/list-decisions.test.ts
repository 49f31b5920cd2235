import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gateDecisions } from "@/db/schema/gate-decisions";
import { inTenant } from "@/db/tenant";
import type { RuleCode } from "@/lib/domain/compliance/gate-decision";
import { CALLING_TIME, type CallingFirm, createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { countBlocks } from "./count-blocks";
import { decideForContact } from "./decide-for-contact";
import { findDecision } from "./find-decision";
import { listDecisions } from "./list-decisions";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

type Row = Omit<Partial<typeof gateDecisions.$inferInsert>, "id"> & { blockedBy?: RuleCode[] };

async function keep(firm: CallingFirm, rows: Row[]): Promise<string[]> {
  const values = rows.map((row, index) => ({
    id: randomUUID(),
    contactId: firm.contactId,
    e164: firm.e164,
    kind: "sms",
    origin: "api",
    purpose: "appointment",
    moment: "reserve" as const,
    verdict: row.blockedBy?.length ? ("blocked" as const) : ("allowed" as const),
    rules: [],
    disclosures: {},
    policyVersion: "test",
    evaluatedAt: CALLING_TIME,
    createdAt: new Date(CALLING_TIME.getTime() + index * 1_000),
    ...row,
  }));
  await inTenant(firm.principal, (tx) => tx.insert(gateDecisions).values(values));
  return values.map(({ id }) => id);
}

test("each count of blocks is the length of the list that it opens", async () => {
  const firm = await createCallingFirm({ orgId: "org_blocks" });
  await keep(firm, [
    { blockedBy: ["opt_out"] },
    { blockedBy: ["opt_out", "local_hours"], origin: "broadcast" },
    { blockedBy: ["credits"], kind: "whatsapp" },
    { blockedBy: ["opt_out"], moment: "preview" },
    { blockedBy: ["opt_out"], createdAt: new Date(CALLING_TIME.getTime() - 1) },
    { blockedBy: ["opt_out"], createdAt: new Date(CALLING_TIME.getTime() + 60_000) },
    {},
  ]);
  const window = { from: CALLING_TIME, until: new Date(CALLING_TIME.getTime() + 60_000) };
  const read = () =>
    inTenant(firm.principal, async (tx) => {
      const counts = await countBlocks(tx, window);
      const all = await listDecisions(tx, { ...window, verdict: "blocked", limit: 50 });
      const byRule = [];
      for (const { rule } of counts.byRule) {
        byRule.push({ rule, count: (await listDecisions(tx, { ...window, rule, limit: 50 })).rows.length });
      }
      return { counts, all: all.rows.length, byRule };
    });
  const { counts, all, byRule } = await read();
  expect(counts).toEqual({
    blocked: 3,
    byRule: [
      { rule: "opt_out", count: 2 },
      { rule: "credits", count: 1 },
      { rule: "local_hours", count: 1 },
    ],
  });
  expect(all).toBe(counts.blocked);
  expect(byRule).toEqual(counts.byRule);
});

test("decisions are listed newest first, page by page, by verdict, rule, kind, origin, person, time and preview", async () => {
  const firm = await createCallingFirm({ orgId: "org_decisions" });
  const ids = await keep(firm, [
    {},
    { kind: "whatsapp" },
    { origin: "person", contactId: null, e164: "123456789@lid" },
    { blockedBy: ["consent"] },
    { moment: "preview" },
  ]);
  const listed = (filter: Omit<Parameters<typeof listDecisions>[1], "limit">) =>
    inTenant(firm.principal, async (tx) => {
      const { rows } = await listDecisions(tx, { ...filter, limit: 50 });
      return rows.map(({ id }) => ids.indexOf(id));
    });
  expect(await listed({})).toEqual([3, 2, 1, 0]);
  expect(await listed({ hasPreviews: true })).toEqual([4, 3, 2, 1, 0]);
  expect(await listed({ verdict: "allowed" })).toEqual([2, 1, 0]);
  expect(await listed({ rule: "consent" })).toEqual([3]);
  expect(await listed({ rule: "credits" })).toEqual([]);
  expect(await listed({ kind: "whatsapp" })).toEqual([1]);
  expect(await listed({ origin: "person" })).toEqual([2]);
  expect(await listed({ contactId: firm.contactId })).toEqual([3, 1, 0]);
  expect(await listed({ address: "123456789@lid" })).toEqual([2]);
  expect(await listed({ from: new Date(CALLING_TIME.getTime() + 2_000) })).toEqual([3, 2]);
  const pages: number[][] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listDecisions>> = await inTenant(firm.principal, (tx) =>
      listDecisions(tx, { cursor, limit: 3 }),
    );
    pages.push(page.rows.map(({ id }) => ids.indexOf(id)));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(pages).toEqual([[3, 2, 1], [0]]);
  expect(await listed({ cursor: "nonsense" })).toEqual([3, 2, 1, 0]);
});

test("a decision is found with all of its evidence, and with whom it was about", async () => {
  const firm = await createCallingFirm({ orgId: "org_decision" });
  const about = { contactId: firm.contactId, kind: "ai_call", origin: "automation" } as const;
  const found = await inTenant(firm.principal, async (tx) => {
    const made = await decideForContact(tx, {
      ...about,
      e164: firm.e164,
      purpose: "case_information",
      moment: "reserve",
      now: CALLING_TIME,
    });
    return { made, record: await findDecision(tx, made.id) };
  });
  expect(found.record).toMatchObject({
    ...found.made,
    ...about,
    address: firm.e164,
    contactName: "Rosa Canarylast",
    blockedBy: [],
  });
});

test("TEN-08 a decision about the client of a restricted case is there for its members and for nobody else, in lists and counts", async () => {
  const firm = await createCallingFirm({ orgId: "org_walled", restrictedTo: ["user_of_org_walled"] });
  const [id = ""] = await keep(firm, [{ blockedBy: ["opt_out"] }]);
  const seenBy = (userId: string) =>
    inTenant(testPrincipal("org_walled", { actor: { type: "user", userId } }), async (tx) => ({
      found: (await findDecision(tx, id)) !== null,
      listed: (await listDecisions(tx, { limit: 10 })).rows.length,
      counted: (await countBlocks(tx, {})).blocked,
    }));
  expect(await seenBy(firm.userId)).toEqual({ found: true, listed: 1, counted: 1 });
  expect(await seenBy("user_outside")).toEqual({ found: false, listed: 0, counted: 0 });
  const outside = testPrincipal("org_walled", { actor: { type: "user", userId: "user_outside" } });
  const subject = { contactId: firm.contactId, e164: firm.e164, kind: "sms", origin: "person" } as const;
  const decision = await inTenant(outside, (tx) =>
    decideForContact(tx, { ...subject, purpose: "general", moment: "reserve", now: CALLING_TIME }),
  );
  expect((await seenBy("user_outside")).found).toBe(false);
  expect(await inTenant(firm.principal, (tx) => findDecision(tx, decision.id))).not.toBeNull();
});

test("TEN-09 another firm's decision answers as an unknown one", async () => {
  const firm = await createCallingFirm({ orgId: "org_decision_a" });
  const other = await createCallingFirm({ orgId: "org_decision_b" });
  const [theirs = ""] = await keep(other, [{ blockedBy: ["credits"] }]);
  const seen = await inTenant(firm.principal, async (tx) => ({
    foreign: await findDecision(tx, theirs),
    unknown: await findDecision(tx, randomUUID()),
    rows: (await listDecisions(tx, { contactId: other.contactId, limit: 10 })).rows,
    counts: await countBlocks(tx, {}),
  }));
  expect(seen).toEqual({ foreign: null, unknown: null, rows: [], counts: { blocked: 0, byRule: [] } });
});
