import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cases } from "@/db/schema/cases";
import { contacts } from "@/db/schema/contacts";
import { memberships } from "@/db/schema/memberships";
import { inTenant } from "@/db/tenant";
import { type CallingFirm, createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { archiveTemplate } from "./archive-template";
import { listTemplates } from "./list-templates";
import { renderTemplate } from "./render-template";
import { restoreTemplate } from "./restore-template";
import { saveTemplate } from "./save-template";
import { saveTemplateInput } from "./templates.schema";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const HELLO = {
  name: "Hello",
  shortcut: "hello",
  bodyEn: "Hello {{first_name}}, {{staff_name}}",
  bodyEs: "Hola {{first_name}}",
};

function save(firm: CallingFirm, input: object) {
  const parsed = saveTemplateInput.parse({ ...HELLO, ...input });
  return inTenant(firm.principal, (tx) => saveTemplate(tx, { ...parsed, userId: firm.userId }));
}

function render(firm: CallingFirm, templateId: string, input: object = {}) {
  const { contactId, userId } = firm;
  return inTenant(firm.principal, (tx) => renderTemplate(tx, { templateId, contactId, userId, ...input }));
}

test("a saved reply is kept, changed, found, put away and brought back", async () => {
  const firm = await createCallingFirm({ orgId: "org_templates" });
  const { id } = await save(firm, {});
  await save(firm, { templateId: id, name: "Greeting" });
  await save(firm, { name: "Other", shortcut: "", bodyEn: "100 % yours" });
  const names = (filter = {}) =>
    inTenant(firm.principal, async (tx) => (await listTemplates(tx, filter)).map(({ name }) => name));
  expect(await names()).toEqual(["Greeting", "Other"]);
  expect(await names({ query: "hola" })).toEqual(["Greeting", "Other"]);
  expect(await names({ query: "0 %" })).toEqual(["Other"]);
  expect(await names({ query: "hello" })).toEqual(["Greeting"]);
  await inTenant(firm.principal, (tx) => archiveTemplate(tx, { templateId: id, now: new Date() }));
  expect(await names()).toEqual(["Other"]);
  expect(await names({ isArchived: true })).toEqual(["Greeting"]);
  await expect(render(firm, id)).rejects.toMatchObject({ code: "not_found" });
  await save(firm, { name: "Third" });
  await inTenant(firm.principal, (tx) => restoreTemplate(tx, { templateId: id, now: new Date() }));
  const rows = await inTenant(firm.principal, (tx) => listTemplates(tx));
  expect(rows.map(({ name, shortcut }) => [name, shortcut])).toEqual([
    ["Greeting", null],
    ["Other", null],
    ["Third", "hello"],
  ]);
});

test("what is no variable is refused with its place, and a shortcut belongs to one reply", async () => {
  const firm = await createCallingFirm({ orgId: "org_template_faults" });
  await expect(save(firm, { bodyEn: "Hello {{name}}" })).rejects.toMatchObject({
    code: "invalid_input",
    publicMessage: "{{name}} at character 7 is not a variable",
  });
  await expect(save(firm, { bodyEs: "Hola {nombre}" })).rejects.toMatchObject({ code: "invalid_input" });
  await save(firm, {});
  await expect(save(firm, { name: "Again" })).rejects.toMatchObject({ code: "conflict" });
  expect(saveTemplateInput.safeParse({ ...HELLO, shortcut: "two words" }).success).toBe(false);
});

test("it is written in the person's language with what the records hold, and asks for what they do not", async () => {
  const firm = await createCallingFirm({ orgId: "org_render" });
  const { id } = await save(firm, {});
  expect(await render(firm, id)).toEqual({ kind: "missing", names: ["staff_name"], language: "en" });
  const values = { staff_name: "Sofia" };
  expect(await render(firm, id, { values })).toEqual({ kind: "rendered", body: "Hello Rosa, Sofia", language: "en" });
  await inTenant(firm.principal, (tx) =>
    tx.insert(memberships).values({ userId: firm.userId, role: "org:admin", firstName: "Ana", lastName: "Ruiz" }),
  );
  expect(await render(firm, id)).toMatchObject({ body: "Hello Rosa, Ana Ruiz" });
  await inTenant(firm.principal, (tx) => tx.update(contacts).set({ preferredLanguage: "es" }));
  expect(await render(firm, id)).toMatchObject({ body: "Hola Rosa", language: "es" });
  expect(await render(firm, id, { language: "en" })).toMatchObject({ language: "en" });
  const english = await save(firm, { name: "Only English", shortcut: null, bodyEs: null });
  expect(await render(firm, english.id)).toMatchObject({ body: "Hello Rosa, Ana Ruiz", language: "en" });
});

test("a case is named when it is the person's only open one and the reader may see it", async () => {
  const firm = await createCallingFirm({ orgId: "org_render_case", restrictedTo: ["user_of_org_render_case"] });
  const { id } = await save(firm, { bodyEn: "No. {{case_number}} {{case_title}}", bodyEs: null });
  expect(await render(firm, id)).toMatchObject({ body: "No. 1041 Canarylast v. Canary Transport" });
  const outsider = testPrincipal("org_render_case", { actor: { type: "user", userId: "outsider" } });
  expect(await render({ ...firm, principal: outsider }, id)).toMatchObject({ names: ["case_number", "case_title"] });
  await expect(render({ ...firm, principal: outsider }, id, { caseId: firm.caseId })).rejects.toMatchObject({
    code: "not_found",
  });
  const file = { caseNumber: 2, title: "Second", practiceArea: "other", openedOn: "2026-10-02" };
  await inTenant(firm.principal, (tx) => tx.insert(cases).values({ ...file, clientContactId: firm.contactId }));
  expect(await render(firm, id)).toMatchObject({ names: ["case_number", "case_title"] });
  expect(await render(firm, id, { caseId: firm.caseId })).toMatchObject({ kind: "rendered" });
});

test("TEN-05 another firm's template, contact and case answer like unknown ones, and nothing of them changes", async () => {
  const firm = await createCallingFirm({ orgId: "org_template_own" });
  const hostile = await createCallingFirm({ orgId: "org_template_hostile" });
  const { id } = await save(firm, {});
  const own = await save(hostile, {});
  const now = new Date();
  for (const templateId of [id, randomUUID()]) {
    const gone = { code: "not_found", publicMessage: "There is no such template" };
    await expect(save(hostile, { templateId, shortcut: null })).rejects.toMatchObject(gone);
    await expect(render(hostile, templateId)).rejects.toMatchObject(gone);
    for (const verb of [archiveTemplate, restoreTemplate]) {
      await expect(inTenant(hostile.principal, (tx) => verb(tx, { templateId, now }))).rejects.toMatchObject(gone);
    }
  }
  for (const contactId of [firm.contactId, randomUUID()]) {
    await expect(render(hostile, own.id, { contactId })).rejects.toMatchObject({ code: "not_found" });
  }
  await expect(render(hostile, own.id, { caseId: firm.caseId })).rejects.toMatchObject({ code: "not_found" });
  expect(await inTenant(firm.principal, (tx) => listTemplates(tx))).toMatchObject([{ id, name: "Hello" }]);
});
