import "@/tests/auth/clerk-environment";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { exportConsentsAction } from "@/app/desk/compliance/consents/actions";
import {
  importDoNotCallAction,
  planDoNotCallAction,
  removeDoNotCallAction,
} from "@/app/desk/compliance/do-not-call/actions";
import { addOptOutAction, allowAgainAction, exportOptOutsAction } from "@/app/desk/compliance/opt-outs/actions";
import { planImportAction, runImportAction } from "@/app/desk/compliance/opt-outs/import/actions";
import { decideReviewAction } from "@/app/desk/compliance/reviews/actions";
import { countTextsAction, updateComplianceSettingsAction } from "@/app/desk/compliance/settings/actions";
import { inTenant, rowsOf } from "@/db/tenant";
import { findComplianceSettings } from "@/lib/domain/compliance-settings/find-compliance-settings";
import { listDoNotCall } from "@/lib/domain/do-not-call/list-do-not-call";
import { findOptOutHistory } from "@/lib/domain/opt-outs/find-opt-out-history";
import { listOptOuts } from "@/lib/domain/opt-outs/list-opt-outs";
import { listReviews } from "@/lib/domain/opt-outs/list-reviews";
import { newPerson, type Person } from "@/tests/auth/session-token";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { act, type ComplianceStage, createComplianceStage, LISTED } from "./desk-stage";

// Next revalidates within a request of its own, which the suite has not.
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const NEW = "+16025550177";
const SETTINGS = {
  contactHours: null,
  frequencyLimit: 2,
  optOutReach: "everything" as const,
  isTextBackEnabled: true,
  textBackEn: null,
  textBackEs: null,
  stopConfirmationEn: null,
  stopConfirmationEs: null,
  helpEn: null,
  helpEs: null,
};
const LIST = { list: "national", source: "FTC download", listedOn: "2026-11-20", column: null } as const;
const EVERYTHING = { query: null, channel: null, state: null, source: null } as const;

/** Every action of the screen, on `number` and on the records of somebody. */
const ATTEMPTS = ({ taskId, entryId }: { taskId: string; entryId: string }, number: string) => ({
  addOptOut: () => addOptOutAction({ number, channel: "all", scope: "all", words: null }),
  allowAgain: () => allowAgainAction({ number, channel: "all", scope: "all", evidence: "Please write to me again" }),
  decide: () => decideReviewAction({ taskId, decision: "confirmed" }),
  notAStop: () => decideReviewAction({ taskId, decision: "not_a_stop", evidence: "I meant somebody else" }),
  exportOptOuts: () => exportOptOutsAction(EVERYTHING),
  exportConsents: () => exportConsentsAction({ query: null, channel: null, level: null, standing: null }),
  countTexts: () => countTextsAction({ texts: ["Hello"] }),
  planImport: () => planImportAction({ text: `phone\n${number}\n`, saidOn: "2026-11-20" }),
  runImport: () => runImportAction({ text: `phone\n${number}\n`, saidOn: "2026-11-20", offset: 0 }),
  updateSettings: () => updateComplianceSettingsAction(SETTINGS),
  planList: () => planDoNotCallAction({ ...LIST, text: `phone\n${number}\n` }),
  importList: () => importDoNotCallAction({ ...LIST, text: `phone\n${number}\n` }),
  removeEntry: () => removeDoNotCallAction({ entryId }),
});
type Name = keyof ReturnType<typeof ATTEMPTS>;

const WISHES = ["addOptOut", "allowAgain", "decide", "notAStop"] as const;
const READS = ["exportOptOuts", "exportConsents", "countTexts"] as const;
const ALLOWED: Record<string, readonly Name[]> = {
  attorney: [...WISHES, ...READS],
  paralegal: [...WISHES, ...READS],
  intake: WISHES,
  viewer: READS,
  guest: [],
};

async function codeOf(person: Person, run: () => Promise<unknown>): Promise<string | undefined> {
  const answer = (await act(person, run)) as { serverError?: { code: string } } | undefined;
  return answer?.serverError?.code;
}

/** All that the screen's actions can change. */
function stateOf({ admin, e164, principal }: ComplianceStage) {
  return inTenant({ ...principal, actor: { type: "user", userId: admin.userId } }, async (tx) => ({
    optOuts: await listOptOuts(tx, { limit: 50 }),
    reviews: await listReviews(tx, { limit: 50 }),
    history: await findOptOutHistory(tx, e164),
    entries: await listDoNotCall(tx, { limit: 50 }),
    settings: await findComplianceSettings(tx),
  }));
}

function refusalsIn({ admin }: ComplianceStage) {
  return inTenant(testPrincipal(admin.organizationId), (tx) =>
    rowsOf<{ subject_id: string }>(tx, sql`select subject_id from audit_logs where action = 'access.denied'`),
  );
}

test.each(Object.keys(ALLOWED))(
  "AUTH-04 the role %s may do what its permissions say and nothing else",
  async (role) => {
    const stage = await createComplianceStage();
    const person: Person = { ...newPerson(role), organizationId: stage.admin.organizationId };
    const attempts = ATTEMPTS({ taskId: stage.taskId, entryId: stage.entryId }, NEW);
    const allowed = ALLOWED[role] ?? [];
    const denied = (Object.keys(attempts) as Name[]).filter((name) => !allowed.includes(name));
    const before = await stateOf(stage);
    for (const name of denied) expect(await codeOf(person, attempts[name]), name).toBe("forbidden");
    expect(await stateOf(stage)).toEqual(before);
    expect(await refusalsIn(stage)).toHaveLength(denied.length);
    for (const name of allowed) expect(await codeOf(person, attempts[name]), name).not.toBe("forbidden");
  },
);

test("TEN-09 a hostile second firm changes and learns nothing of the first by any action", async () => {
  const [victim, hostile] = [await createComplianceStage(), await createComplianceStage({ e164: "+14805550133" })];
  const before = await stateOf(victim);
  const foreign = ATTEMPTS(victim, LISTED);
  const unknown = ATTEMPTS({ taskId: randomUUID(), entryId: randomUUID() }, LISTED);
  for (const name of ["decide", "notAStop", "removeEntry"] as const) {
    const answers = [];
    for (const run of [foreign[name], unknown[name]]) {
      const { serverError } = (await act<Awaited<ReturnType<typeof run>>>(hostile.admin, run)) ?? {};
      answers.push([serverError?.code, serverError?.message]);
    }
    expect(answers[0], name).toEqual(answers[1]);
    expect(answers[0]?.[0], name).toBe("not_found");
  }
  // The numbers that the first firm has on file are new ones here.
  const own = ATTEMPTS(hostile, victim.e164);
  expect((await act(hostile.admin, own.planImport)).data?.counts).toMatchObject({ create: 1 });
  expect((await act(hostile.admin, own.planList)).data?.counts).toMatchObject({ create: 1 });
  expect((await act(hostile.admin, own.exportOptOuts)).data?.csv).not.toContain(victim.e164);
  expect((await act(hostile.admin, own.exportConsents)).data?.csv).not.toContain(victim.e164);
  for (const name of ["addOptOut", "allowAgain", "runImport", "updateSettings", "importList"] as const) {
    expect(await codeOf(hostile.admin, own[name]), name).toBeUndefined();
  }
  expect(await stateOf(victim)).toEqual(before);
  expect((await stateOf(hostile)).settings.frequencyLimit).toBe(2);
});

test("TEN-08 who stands outside a wall cannot decide about words behind it, nor take them out in a file", async () => {
  const inside = newPerson();
  const stage = await createComplianceStage({ restrictedTo: [inside.userId] });
  const insider = { ...inside, organizationId: stage.admin.organizationId };
  const attempts = ATTEMPTS(stage, NEW);
  for (const name of ["decide", "notAStop"] as const) {
    expect(await codeOf(stage.admin, attempts[name]), name).toBe("not_found");
  }
  expect((await act(stage.admin, attempts.exportOptOuts)).data?.csv).not.toContain("leave me alone");
  expect((await act(insider, attempts.exportOptOuts)).data?.csv).toContain("leave me alone");
  expect((await act(insider, attempts.decide)).data).toEqual({ state: "opted_out" });
});

test("CMP-03 a number that was blocked by hand is contacted again with the person's words only, and both stand in its history", async () => {
  const { admin, ...stage } = await createComplianceStage();
  const number = "(602) 555-0177";
  const added = await act(admin, () => addOptOutAction({ number, channel: "all", words: "By letter" }));
  expect(added.data).toEqual({ state: "opted_out", cancelledCalls: 0 });
  const silent = await act(admin, () => allowAgainAction({ number, channel: "all", evidence: " " }));
  expect(silent.validationErrors?.fieldErrors["evidence"]).toEqual(["required"]);
  const allowed = await act(admin, () => allowAgainAction({ number, channel: "all", evidence: "Write to me again" }));
  expect(allowed.data).toEqual({ state: "opted_in" });
  const history = await inTenant(stage.principal, (tx) => findOptOutHistory(tx, NEW));
  expect(history?.events.map(({ kind, words }) => [kind, words]).toSorted()).toEqual([
    ["start", "Write to me again"],
    ["stop", "By letter"],
  ]);
});

test("a file of opt-outs is planned without a change, and run twice it blocks once", async () => {
  const stage = await createComplianceStage();
  const file = { text: `phone\n${NEW}\n602-555-0178\nnobody\n`, saidOn: "2026-11-20" };
  const before = await stateOf(stage);
  const plan = await act(stage.admin, () => planImportAction(file));
  expect(plan.data).toMatchObject({ total: 3, counts: { create: 2, error: 1 }, rows: [{ typed: "nobody" }, {}, {}] });
  expect(await stateOf(stage)).toEqual(before);
  const counts = [];
  for (const _ of [1, 2]) {
    const { data } = await act(stage.admin, () => runImportAction({ ...file, offset: 0 }));
    expect(data).toMatchObject({ next: 3, isDone: true });
    counts.push(data?.counts.create);
  }
  expect(counts).toEqual([2, 0]);
  expect((await stateOf(stage)).optOuts.rows).toHaveLength(before.optOuts.rows.length + 2);
});

describe("a do-not-call list", () => {
  test("CMP-06 is judged without a change, comes in whole, and a number is taken off it", async () => {
    const stage = await createComplianceStage();
    const file = { ...LIST, text: `area,mobile number\n602,${NEW}\n602,${LISTED}\n602,x\n` };
    const before = await stateOf(stage);
    const plan = await act(stage.admin, () => planDoNotCallAction(file));
    expect(plan.data).toMatchObject({
      total: 3,
      column: 1,
      headers: ["area", "mobile number"],
      counts: { create: 1, merge: 1, skip: 0, error: 1 },
    });
    expect(plan.data?.rows[0]).toMatchObject({ typed: "x", outcome: "error" });
    const other = await act(stage.admin, () => planDoNotCallAction({ ...file, column: 0 }));
    expect(other.data?.counts).toMatchObject({ error: 3 });
    expect(await stateOf(stage)).toEqual(before);
    expect((await act(stage.admin, () => importDoNotCallAction(file))).data).toMatchObject({ total: 3 });
    const { rows } = (await stateOf(stage)).entries;
    expect(rows.map(({ e164 }) => e164).toSorted()).toEqual([NEW, LISTED]);
    const entryId = rows.find(({ e164 }) => e164 === NEW)?.id ?? "";
    expect(await codeOf(stage.admin, () => removeDoNotCallAction({ entryId }))).toBeUndefined();
    expect(await codeOf(stage.admin, () => removeDoNotCallAction({ entryId }))).toBe("not_found");
    expect((await stateOf(stage)).entries.rows.map(({ e164 }) => e164)).toEqual([LISTED]);
  });

  test.each([
    ["listedOn", { listedOn: "2999-01-01" }],
    ["listedOn", { listedOn: "" }],
    ["source", { source: " " }],
    ["text", { text: "phone\n" }],
    ["text", { text: `phone\n${"6025550142\n".repeat(10_001)}` }],
    ["column", { column: 7 }],
  ])("is refused at its field %s for what cannot stand", async (field, change) => {
    const { admin } = await createComplianceStage();
    const file = { ...LIST, text: `phone\n${NEW}\n`, ...change };
    for (const action of [planDoNotCallAction, importDoNotCallAction]) {
      const answer = await act<Awaited<ReturnType<typeof action>>>(admin, () => action(file));
      expect(Object.keys(answer.validationErrors?.fieldErrors ?? {})).toEqual([field]);
      expect(answer.data).toBeUndefined();
    }
  });
});

test("CMP-05 settings that would loosen a rule are named with what is lawful, and nothing is saved", async () => {
  const stage = await createComplianceStage();
  const before = await stateOf(stage);
  const wide = { ...SETTINGS, contactHours: { 7: { opens: "09:00", closes: "20:00" } }, helpEn: "Call us." };
  const { data } = await act(stage.admin, () => updateComplianceSettingsAction(wide));
  expect(data).toEqual({
    kind: "refused",
    refusals: [
      { field: "contactHours", problem: "wider", weekday: 7, lawful: { opens: "12:00", closes: "20:00" } },
      { field: "helpEn", problem: "namesNoFirm" },
    ],
  });
  const bad = await act(stage.admin, () => updateComplianceSettingsAction({ ...SETTINGS, frequencyLimit: Number.NaN }));
  expect(bad.validationErrors?.fieldErrors["frequencyLimit"]).toBeDefined();
  expect(await stateOf(stage)).toEqual(before);
  expect((await act(stage.admin, () => updateComplianceSettingsAction(SETTINGS))).data).toEqual({ kind: "saved" });
  expect((await stateOf(stage)).settings).toMatchObject({ frequencyLimit: 2, updatedByUserId: stage.admin.userId });
  const counted = await act(stage.admin, () => countTextsAction({ texts: ["a".repeat(161), "ñandú…"] }));
  expect(counted.data).toMatchObject([
    { encoding: "gsm7", segments: 2 },
    { encoding: "ucs2", segments: 1 },
  ]);
});
