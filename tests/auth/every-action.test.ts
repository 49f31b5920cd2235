import "./clerk-environment";
import { randomUUID } from "node:crypto";
import { globSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { inTenant } from "@/db/tenant";
import { fillEveryTable } from "@/tests/db/fill-every-table";
import { CALLING_TIME } from "@/tests/support/calling-firm";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { ACTION_MODULES, ASKING, BY_RECORD, type Ids, OF_THE_FIRM, OF_THE_PLATFORM, RECORDS } from "./action-calls";
import { appUrl } from "./clerk-environment";
import { carrying, serve } from "./request-scope";
import { mintToken, type Person } from "./session-token";

// Next keeps its pages elsewhere.
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

type Answer = { data?: unknown; serverError?: { code: string }; validationErrors?: unknown };

const HOSTILE = `org_hostile_${randomUUID().slice(0, 8)}`;
const OWN = testPrincipal("org_filled");
/** Words and numbers of the firm that is attacked. */
const CANARIES = /Lopez|ana@example|\bLuz\b|\bRey\b|police report|Office closed|hooks\.example\.test|6025550123/i;

let database: TestDatabase;
let hostile: SendingFirm;
let ids: Ids;
let unknown: Ids;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
  database = await createTestDatabase("pglite");
  hostile = await createSendingFirm({ orgId: HOSTILE });
  await inTenant(OWN, fillEveryTable);
  const keys = Object.keys(RECORDS) as (keyof Ids)[];
  const found = await Promise.all(keys.map(async (key) => [key, await firstIdOf(RECORDS[key])] as const));
  ids = Object.fromEntries(found) as Ids;
  unknown = Object.fromEntries(keys.map((key) => [key, randomUUID()])) as Ids;
});
afterAll(async () => {
  vi.useRealTimers();
  await database.drop();
});

async function firstIdOf(table: string): Promise<string> {
  const { rows } = await database.asOwner(
    `select id from ${table} where tenant_id = '${OWN.tenantId}' order by 1 limit 1`,
  );
  const [row] = rows as { id: string }[];
  if (!row) throw new Error(`${table} is empty`);
  return row.id;
}

async function act(person: Person | null, run: () => Promise<unknown>): Promise<Answer> {
  const token = person === null ? null : await mintToken(person);
  const headers = carrying(token, "cookie", { origin: appUrl, "sec-fetch-site": "same-origin" });
  const served = await serve({ headers, method: "POST" }, "off", run);
  if (served.by !== "app") throw new Error(`the middleware answered ${served.status}`);
  return served.result as Answer;
}

const intruder = (role = "admin"): Person => ({ userId: hostile.userId, organizationId: HOSTILE, role });

/** All that the attacked firm has, as one value. */
async function snapshot(): Promise<Record<string, string>> {
  const { rows: tables } = (await database.asOwner(
    `select distinct c.table_name as name from information_schema.columns c join information_schema.tables t
       on t.table_name = c.table_name and t.table_schema = c.table_schema and t.table_type = 'BASE TABLE'
     where c.table_schema = 'public' and c.column_name = 'tenant_id' order by 1`,
  )) as { rows: { name: string }[] };
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await database.asOwner(
      `select md5(coalesce(string_agg(r::text, '|' order by r::text), '')) as sum from ${name} r
       where tenant_id = '${OWN.tenantId}'`,
    );
    sums[name] = (rows as { sum: string }[])[0]?.sum ?? "";
  }
  return sums;
}

/** The answer without the ids that were asked for, and without what names this one request. */
function shapeOf(answer: Answer, asked: Ids): string {
  const text = JSON.stringify(answer, (key, value) => (key === "requestId" ? undefined : value));
  return Object.entries(asked).reduce((all, [name, id]) => all.replaceAll(id, name), text);
}

test("every server action is tried here", () => {
  const root = path.resolve(import.meta.dirname, "../../app");
  const files = globSync("**/actions.ts", { cwd: root }).map((file) => path.dirname(file));
  expect(Object.keys(ACTION_MODULES).toSorted()).toEqual(files.toSorted());
  const actions = Object.entries(ACTION_MODULES).flatMap(([folder, module]) =>
    Object.keys(module).map((name) => `${folder} ${name}`),
  );
  const tried = [BY_RECORD, OF_THE_FIRM, ASKING, OF_THE_PLATFORM].flatMap((calls) => Object.keys(calls));
  expect(tried.toSorted()).toEqual(actions.toSorted());
});

test("the firm's own people reach these records, and what they change is seen", async () => {
  const paralegal: Person = { userId: "user_1", organizationId: "org_filled", role: "paralegal" };
  const calls = ["settings/templates archiveTemplateAction", "desk/inbox addNoteAction", "desk/leads takeLeadAction"];
  for (const name of calls) {
    const before = await snapshot();
    const own = await act(paralegal, () => BY_RECORD[name]?.(ids) ?? Promise.reject(new Error(name)));
    const nobody = await act(paralegal, () => BY_RECORD[name]?.(unknown) ?? Promise.reject(new Error(name)));
    expect(own.serverError, name).toBeUndefined();
    expect(shapeOf(own, ids), name).not.toBe(shapeOf(nobody, unknown));
    expect(await snapshot(), name).not.toEqual(before);
  }
});

describe("an administrator of another firm", () => {
  test.each(Object.entries(BY_RECORD))(
    "TEN-05 TEN-09 %s answers a foreign record as an unknown one",
    async (_, run) => {
      const before = await snapshot();
      const foreign = await act(intruder(), () => run(ids));
      const nobody = await act(intruder(), () => run(unknown));
      expect(foreign.validationErrors, "the input itself was refused, so nothing was tried").toBeUndefined();
      expect(["forbidden", "unauthenticated", "rate_limited", "internal"]).not.toContain(foreign.serverError?.code);
      expect(shapeOf(foreign, ids)).toBe(shapeOf(nobody, unknown));
      expect(JSON.stringify(foreign)).not.toMatch(CANARIES);
      expect(await snapshot()).toEqual(before);
    },
  );

  test.each(Object.entries(OF_THE_FIRM))(
    "TEN-05 %s reads and writes nothing of a firm that is not the caller's",
    async (_, run) => {
      const before = await snapshot();
      const answer = await act(intruder(), run);
      expect(answer.validationErrors, "the input itself was refused, so nothing was tried").toBeUndefined();
      expect(["forbidden", "unauthenticated", "rate_limited", "internal"]).not.toContain(answer.serverError?.code);
      expect(await snapshot()).toEqual(before);
    },
  );

  test.each(Object.entries(OF_THE_PLATFORM))("AUTH-04 %s is refused to a firm's administrator", async (_, run) => {
    const before = await snapshot();
    const answer = await act(intruder(), () => run(OWN.tenantId));
    expect(answer.serverError?.code).toMatch(/^(forbidden|not_found)$/);
    expect(answer.data).toBeUndefined();
    expect(await snapshot()).toEqual(before);
  });
});

describe("who may not", () => {
  const all: [string, () => Promise<unknown>][] = [
    ...Object.entries(BY_RECORD).map(([name, run]): [string, () => Promise<unknown>] => [name, () => run(unknown)]),
    ...Object.entries(OF_THE_FIRM),
    ...Object.entries(ASKING),
    ...Object.entries(OF_THE_PLATFORM).map(([name, run]): [string, () => Promise<unknown>] => [
      name,
      () => run(OWN.tenantId),
    ]),
  ];

  test.each(all)("AUTH-01 %s is refused without a session", async (_, run) => {
    const answer = await act(null, run);
    expect(answer.serverError?.code).toMatch(/^(unauthenticated|not_found)$/);
    expect(answer.data).toBeUndefined();
  });

  test.each(all)("AUTH-04 %s is refused to a role that nobody knows", async (_, run) => {
    const answer = await act(intruder("owner"), run);
    expect(answer.serverError?.code).toMatch(/^(forbidden|not_found)$/);
    expect(answer.data).toBeUndefined();
  });
});
