import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditDetails, auditLogs } from "@/db/schema/audit";
import { inTenant } from "@/db/tenant";
import { DEFAULT_CONTACT_HOURS } from "@/lib/domain/compliance/federal-policy";
import { CALLING_TIME, type CallingFirm, createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { type UpdateComplianceSettingsInput, updateComplianceSettingsInput } from "./compliance-settings.schema";
import { findComplianceSettings } from "./find-compliance-settings";
import { MAX_TEXT_LENGTH, SETTING_TEXTS, textProblem } from "./text-rules";
import { updateComplianceSettings } from "./update-compliance-settings";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const NOTHING: UpdateComplianceSettingsInput = {
  contactHours: null,
  frequencyLimit: null,
  optOutReach: "everything",
  isTextBackEnabled: false,
  textBackEn: null,
  textBackEs: null,
  stopConfirmationEn: null,
  stopConfirmationEs: null,
  helpEn: null,
  helpEs: null,
};

function update(firm: CallingFirm, change: Partial<UpdateComplianceSettingsInput>) {
  const input = { ...NOTHING, ...change, userId: firm.userId, now: CALLING_TIME };
  return inTenant(firm.principal, (tx) => updateComplianceSettings(tx, input));
}

function find(firm: CallingFirm) {
  return inTenant(firm.principal, (tx) => findComplianceSettings(tx));
}

test("a firm without settings has the product's, and what it saves stands beside them, audited, for itself alone", async () => {
  const firm = await createCallingFirm({ orgId: "org_settings" });
  const other = await createCallingFirm({ orgId: "org_settings_other" });
  const before = await find(firm);
  expect(before).toMatchObject({
    contactHours: null,
    frequencyLimit: null,
    optOutReach: "everything",
    updatedAt: null,
  });
  const own = {
    contactHours: { 1: { opens: "10:00", closes: "17:00" } },
    frequencyLimit: 2,
    optOutReach: "all_automated" as const,
    isTextBackEnabled: true,
    textBackEn: "{{firm_name}}: sorry we missed you.",
    helpEs: "{{firm_name}}: llame al {{callback_number}}. Responda ALTO para no recibir más.",
  };
  expect(await update(firm, own)).toEqual({ kind: "saved" });
  expect(await update(firm, { ...own, frequencyLimit: 1 })).toEqual({ kind: "saved" });
  expect(await find(firm)).toEqual({
    contactHours: own.contactHours,
    frequencyLimit: 1,
    optOutReach: "all_automated",
    isTextBackEnabled: true,
    texts: { ...before.texts, textBackEn: own.textBackEn, helpEs: own.helpEs },
    defaults: before.defaults,
    values: before.values,
    updatedByUserId: firm.userId,
    updatedAt: CALLING_TIME,
  });
  const entries = await inTenant(firm.principal, (tx) =>
    tx.select().from(auditLogs).where(eq(auditLogs.subjectType, "compliance_settings")),
  );
  expect(entries).toHaveLength(2);
  const details = await inTenant(firm.principal, (tx) => tx.select().from(auditDetails));
  expect(details.map(({ detail }) => detail).join()).toContain("opt_out_reach");
  expect(await find(other)).toEqual(before);
});

test("CMP-05 hours that are wider than the law, a week that never opens and a higher limit are refused and named, all or none", async () => {
  const firm = await createCallingFirm({ orgId: "org_wider" });
  const early = { opens: "08:45", closes: "17:00" };
  const late = { opens: "13:00", closes: "20:15" };
  const result = await update(firm, {
    contactHours: { 1: early, 2: { opens: "09:00", closes: "20:00" }, 7: late },
    frequencyLimit: 4,
  });
  expect(result).toEqual({
    kind: "refused",
    refusals: [
      { field: "contactHours", problem: "wider", weekday: 1, lawful: { opens: "09:00", closes: "20:00" } },
      { field: "contactHours", problem: "wider", weekday: 7, lawful: { opens: "12:00", closes: "20:00" } },
      { field: "frequencyLimit", problem: "higher", lawful: 3 },
    ],
  });
  expect(await update(firm, { contactHours: {} })).toMatchObject({ refusals: [{ problem: "neverOpen" }] });
  expect((await find(firm)).updatedAt).toBeNull();
  expect(await update(firm, { contactHours: DEFAULT_CONTACT_HOURS, frequencyLimit: 3 })).toEqual({ kind: "saved" });
});

const FIRM = "Calder & Reyes Injury Law";

test.each([
  ["stopConfirmationEn", "{{firm_name}}: no more messages.", null],
  ["stopConfirmationEn", "CALDER & reyes injury  law: no more messages.", null],
  ["stopConfirmationEn", "No more messages.", "namesNoFirm"],
  ["stopConfirmationEs", `{{firm_name}} ${"x".repeat(MAX_TEXT_LENGTH - FIRM.length - 1)}`, null],
  ["stopConfirmationEs", `{{firm_name}} ${"x".repeat(MAX_TEXT_LENGTH - FIRM.length)}`, "tooLong"],
  ["stopConfirmationEn", "{{firm_name}} {{case_title}}", "placeholder"],
  ["textBackEn", "{{firm_name}} {{first_name}}", "placeholder"],
  ["textBackEn", "{{firm_name}} {firm}", "placeholder"],
  ["helpEn", "{{firm_name}}: call {{callback_number}}.", "noStopInstruction"],
  ["helpEn", "{{firm_name}}: reply stop to end.", null],
  ["helpEn", "{{firm_name}}: reply ALTO to end.", "noStopInstruction"],
  ["helpEs", "{{firm_name}}: responda ALTO.", null],
  ["helpEs", "{{firm_name}}: llame.", "noStopInstruction"],
] as const)("CMP-02 the text %s %j: %s", (name, text, problem) => {
  expect(textProblem(name, text, FIRM)).toBe(problem);
});

test("the product's own texts keep the rules that it sets for a firm's, also for a long name", async () => {
  const firm = await createCallingFirm({ orgId: "org_defaults" });
  const { defaults } = await find(firm);
  for (const name of SETTING_TEXTS) expect(textProblem(name, defaults.texts[name], "N".repeat(120))).toBeNull();
});

test("input that is no week, no whole limit or too much text is refused at the door, and a blank text means the product's", () => {
  const bad = [
    { contactHours: { 1: { opens: "18:00", closes: "09:00" } } },
    { contactHours: { 8: { opens: "09:00", closes: "10:00" } } },
    { frequencyLimit: 0 },
    { frequencyLimit: 1.5 },
    { helpEn: "x".repeat(501) },
    { optOutReach: "nothing" },
  ];
  for (const change of bad)
    expect(updateComplianceSettingsInput.safeParse({ ...NOTHING, ...change }).success).toBe(false);
  expect(updateComplianceSettingsInput.parse({ ...NOTHING, helpEn: "  " }).helpEn).toBeNull();
});
