import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { createTestDatabase, databaseKinds, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { doNotCallFile } from "./do-not-call.schema";
import { importDoNotCall } from "./import-do-not-call";
import { listDoNotCall } from "./list-do-not-call";
import { readDoNotCallFile, readDoNotCallRows } from "./read-do-not-call-file";
import { removeDoNotCall } from "./remove-do-not-call";
import { summarizeLists } from "./summarize-lists";

const NOW = new Date("2026-11-22T12:00:00Z");

const kinds = await databaseKinds();

describe.each(kinds)("on %s", (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  const firmOf = () => testPrincipal(`org_dnc_${randomUUID().slice(0, 8)}`);

  function bring(firm: Principal, csv: string, listedOn = "2026-11-01", isDryRun = false) {
    const { table, column } = readDoNotCallFile(csv);
    const file = doNotCallFile.parse({ list: "national", source: "FTC download", listedOn });
    const rows = readDoNotCallRows(table, column);
    return inTenant(firm, (tx) => importDoNotCall(tx, { ...file, rows, isDryRun, userId: "user_1", now: NOW }));
  }
  const numbersOf = (firm: Principal, query?: string) =>
    inTenant(firm, (tx) => listDoNotCall(tx, { query: query ?? null, limit: 50 }));

  test("CMP-06 a list comes in with its day, tells of each row first, and twice is once", async () => {
    const firm = firmOf();
    const csv = "Area,Phone Number\nAZ,602-555-0142\nAZ,(602) 555-0143\nAZ,6025550142\nAZ,x\n";
    const dry = await bring(firm, csv, "2026-11-01", true);
    expect(dry.rows.map(({ outcome }) => outcome)).toEqual(["create", "create", "skip", "error"]);
    expect((await numbersOf(firm)).rows).toEqual([]);
    expect((await bring(firm, csv)).counts).toEqual({ create: 2, merge: 0, skip: 1, error: 1 });
    expect((await bring(firm, csv)).counts).toEqual({ create: 0, merge: 0, skip: 3, error: 1 });
    expect((await bring(firm, csv, "2026-11-20")).counts).toMatchObject({ merge: 2 });
    expect((await bring(firm, csv, "2026-10-01")).counts).toMatchObject({ merge: 0, skip: 3 });
    const { rows } = await numbersOf(firm, "(602) 555-0142");
    expect(rows).toMatchObject([
      {
        e164: "+16025550142",
        listedOn: new Date("2026-11-20T00:00:00Z"),
        staleFrom: new Date("2026-12-21T00:00:00Z"),
      },
    ]);
    await expect(bring(firm, csv, "2026-12-01")).rejects.toMatchObject({ code: "invalid_input" });
    const actions = await inTenant(firm, (tx) => tx.select({ action: auditLogs.action }).from(auditLogs));
    expect(actions.filter(({ action }) => action === "do_not_call.import")).toHaveLength(4);
  });

  test("a file without a header loses no number, and ten thousand rows come in at once", async () => {
    const firm = firmOf();
    const lines = Array.from({ length: 10_000 }, (_, index) => `602${String(5_550_000 + index)}`);
    expect((await bring(firm, lines.join("\n"))).counts).toMatchObject({ create: 10_000 });
    expect(() => readDoNotCallFile([...lines, "6025549999"].join("\n"))).toThrow("more than 10,000 rows");
  });

  test.each([
    ["602,5550142\n480,555-0143\n602,5550144", 3],
    ["\uFEFF602,5550142\r\n480,5550143\r\n", 2],
    ["602;5550142\n602;5550143", 2],
    ["Area Code,Phone Number\n602,5550142\n602,x", 1],
    ["6025550142,5550199\n6025550143,5550198", 2],
  ])(
    "CMP-06 area code and number in two columns, as the national registry gives them, are one number: %j",
    async (csv, count) => {
      const firm = firmOf();
      expect((await bring(firm, csv)).counts).toMatchObject({ create: count });
      expect((await numbersOf(firm, "602-555-0142")).rows).toHaveLength(1);
    },
  );

  test("a number that was taken off comes back with a newer list only by that list, and old lists are told", async () => {
    const firm = firmOf();
    await bring(firm, "phone\n6025550142\n", "2026-10-01");
    const [entry] = (await numbersOf(firm)).rows;
    const summary = await inTenant(firm, (tx) => summarizeLists(tx, NOW));
    expect(summary.find(({ list }) => list === "national")).toMatchObject({ numbers: 1, isStale: true });
    expect(summary.find(({ list }) => list === "state")).toMatchObject({ numbers: 0, listedOn: null, isStale: false });
    await inTenant(firm, (tx) => removeDoNotCall(tx, { entryId: entry?.id ?? "", now: NOW }));
    expect((await numbersOf(firm)).rows).toEqual([]);
    expect((await bring(firm, "phone\n6025550142\n", "2026-09-01")).counts).toMatchObject({ skip: 1 });
    expect((await numbersOf(firm)).rows).toEqual([]);
    expect((await bring(firm, "phone\n6025550142\n", "2026-11-01")).counts).toMatchObject({ merge: 1 });
    expect((await numbersOf(firm)).rows).toHaveLength(1);
  });

  test("TEN-09 another firm's entries are not there", async () => {
    const [firm, other] = [firmOf(), firmOf()];
    await bring(firm, "phone\n6025550142\n");
    const [entry] = (await numbersOf(firm)).rows;
    for (const entryId of [entry?.id ?? "", randomUUID()]) {
      const attempt = inTenant(other, (tx) => removeDoNotCall(tx, { entryId, now: NOW }));
      await expect(attempt).rejects.toMatchObject({ code: "not_found", publicMessage: "There is no such entry" });
    }
    expect((await numbersOf(other)).rows).toEqual([]);
    expect((await numbersOf(firm)).rows).toHaveLength(1);
  });
});
