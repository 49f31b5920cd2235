import "@/tests/auth/clerk-environment";
import { afterAll, beforeAll, expect, test } from "vitest";
import { daysOf, decisionFilterOf } from "@/app/desk/compliance/decision-query";
import { gateDecisions } from "@/db/schema/gate-decisions";
import { inTenant, type TenantTx } from "@/db/tenant";
import type { KeysetPage } from "@/lib/core/cursor";
import type { RuleCode } from "@/lib/domain/compliance/gate-decision";
import { countBlocks } from "@/lib/domain/contact-gate/count-blocks";
import { listDecisions } from "@/lib/domain/contact-gate/list-decisions";
import { doNotCallFile } from "@/lib/domain/do-not-call/do-not-call.schema";
import { importDoNotCall } from "@/lib/domain/do-not-call/import-do-not-call";
import { listDoNotCall } from "@/lib/domain/do-not-call/list-do-not-call";
import { readDoNotCallFile, readDoNotCallRows } from "@/lib/domain/do-not-call/read-do-not-call-file";
import { removeDoNotCall } from "@/lib/domain/do-not-call/remove-do-not-call";
import { summarizeLists } from "@/lib/domain/do-not-call/summarize-lists";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { type ComplianceStage, createComplianceStage } from "./desk-stage";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const DAY_MS = 86_400_000;

function inFirm<T>({ principal }: ComplianceStage, run: (tx: TenantTx) => Promise<T>): Promise<T> {
  return inTenant(principal, run);
}

/** How many rows a list has from its first page to its last. */
async function lengthOf(read: (cursor: string | null) => Promise<KeysetPage<unknown>>): Promise<number> {
  let [length, cursor]: [number, string | null] = [0, null];
  do {
    const page: KeysetPage<unknown> = await read(cursor);
    length += page.rows.length;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return length;
}

async function keepDecisions(stage: ComplianceStage, blocked: readonly RuleCode[][]): Promise<void> {
  await inFirm(stage, (tx) =>
    tx.insert(gateDecisions).values(
      blocked.map((blockedBy, index) => ({
        contactId: stage.contactId,
        e164: stage.e164,
        kind: index % 2 === 0 ? "sms" : "ai_call",
        origin: "person",
        purpose: "general",
        moment: "reserve" as const,
        verdict: blockedBy.length > 0 ? ("blocked" as const) : ("allowed" as const),
        blockedBy,
        rules: [],
        disclosures: {},
        policyVersion: "test",
        evaluatedAt: new Date(),
        // Every fifth is older than the shortest window.
        createdAt: new Date(Date.now() - (index % 5 === 4 ? 10 * DAY_MS : index * 60_000)),
      })),
    ),
  );
}

test.each(["1", "7", "30"])(
  "each figure of the overview is the length of the list that it opens, in the window of %s days",
  async (days) => {
    const stage = await createComplianceStage();
    const rules: RuleCode[][] = [["opt_out"], [], ["opt_out", "consent"], ["local_hours"], ["credits"]];
    await keepDecisions(stage, [...rules, ...rules, ...rules]);
    const now = new Date();
    const counted = await inFirm(stage, (tx) => countBlocks(tx, { from: decisionFilterOf({ days }, now).from }));
    expect(daysOf({ days })).toBe(days);
    const opened = (search: Record<string, string>) =>
      inFirm(stage, (tx) =>
        lengthOf((cursor) => listDecisions(tx, { ...decisionFilterOf({ days, ...search }, now), cursor, limit: 4 })),
      );
    expect(counted.blocked).toBeGreaterThan(0);
    expect(await opened({ verdict: "blocked" })).toBe(counted.blocked);
    for (const { rule, count } of counted.byRule) {
      expect(await opened({ verdict: "blocked", rule }), rule).toBe(count);
    }
    expect(await opened({ verdict: "blocked", rule: "holiday" })).toBe(0);
  },
);

test("each figure of the do-not-call lists is the length of the list that it opens, without what was taken off", async () => {
  const stage = await createComplianceStage();
  const bring = (list: string, numbers: readonly string[]) => {
    const { table, column } = readDoNotCallFile(numbers.join("\n"));
    const file = doNotCallFile.parse({ list, source: "test", listedOn: "2026-09-01" });
    const rows = readDoNotCallRows(table, column);
    const run = { ...file, rows, isDryRun: false, userId: stage.userId, now: new Date() };
    return inFirm(stage, (tx) => importDoNotCall(tx, run));
  };
  await bring("state", ["6025550101", "6025550102", "6025550103"]);
  await bring("internal", ["6025550101", "6025550104"]);
  await inFirm(stage, (tx) => removeDoNotCall(tx, { entryId: stage.entryId, now: new Date() }));
  const summary = await inFirm(stage, (tx) => summarizeLists(tx, new Date()));
  const isStaleOf = new Map(summary.map(({ list, isStale }) => [list, isStale]));
  expect(Object.fromEntries(isStaleOf)).toEqual({ internal: false, national: false, state: true, litigator: false });
  for (const { list, numbers } of summary) {
    const opened = await inFirm(stage, (tx) =>
      lengthOf((cursor) => listDoNotCall(tx, { query: null, list, cursor, limit: 1 })),
    );
    expect(opened, list).toBe(numbers);
  }
  expect(summary.map(({ list, numbers }) => [list, numbers]).toSorted()).toEqual([
    ["internal", 2],
    ["litigator", 0],
    ["national", 0],
    ["state", 3],
  ]);
});
