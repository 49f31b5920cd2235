import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { optoutRegistry } from "@/db/schema/optout-registry";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { recordOptOut } from "./record-opt-out";

const CLIENT = "+16025550142";
const NOON = new Date("2026-11-20T18:00:00Z").getTime();

const wish = fc.record({
  kind: fc.constantFrom("stop", "start"),
  channel: fc.constantFrom("sms", "all"),
  scope: fc.constantFrom("all", "marketing"),
  minute: fc.integer({ min: 0, max: 3 }),
});
type Said = { kind: "stop" | "start"; channel: "sms" | "all"; scope: "all" | "marketing"; minute: number };

/** What the register has to show: for each channel and scope the last wish by its own time, a stop where two tie. */
function expected(wishes: readonly Said[]): Record<string, string> {
  const states: Record<string, string> = {};
  const ordered = [...wishes].sort((a, b) => a.minute - b.minute || (a.kind === "start" ? -1 : 1));
  for (const { channel, scope, kind } of ordered) {
    states[`${channel} ${scope}`] = kind === "stop" ? "opted_out" : "opted_in";
  }
  return states;
}

describe.each([
  ["pglite", 40],
  ["pg", 15],
] as const)("on %s", (kind, numRuns) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  test("CMP-03 CMP-04 any order of arrival, one by one or at once, gives each channel and scope its last wish", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 6 }), fc.boolean(), async (wishes, isAtOnce) => {
        const firm = testPrincipal(`org_merge_${randomUUID()}`);
        const record = ({ minute, ...said }: Said) =>
          inTenant(firm, (tx) =>
            recordOptOut(tx, {
              ...said,
              e164: CLIENT,
              source: "sms",
              occurredAt: new Date(NOON + minute * 60_000),
              words: said.kind.toUpperCase(),
            }),
          );
        if (isAtOnce) await Promise.all(wishes.map(record));
        else for (const each of wishes) await record(each);
        const rows = await inTenant(firm, (tx) => tx.select().from(optoutRegistry));
        expect(Object.fromEntries(rows.map((row) => [`${row.channel} ${row.scope}`, row.state]))).toEqual(
          expected(wishes),
        );
      }),
      { numRuns },
    );
  });
});
