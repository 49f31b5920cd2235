import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { caseDetails } from "@/db/schema/case-details";
import { connections } from "@/db/schema/connections";
import { contactPhones } from "@/db/schema/contact-phones";
import { firms } from "@/db/schema/firms";
import { gateDecisions } from "@/db/schema/gate-decisions";
import { inTenant } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { CALLING_TIME, type CallingFirm, createCallingFirm, insertConsent } from "@/tests/support/calling-firm";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { type DraftCallInput, draftCall } from "./draft-call";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

function draft(firm: CallingFirm, input: Partial<DraftCallInput> = {}) {
  const choice = { caseId: firm.caseId, purpose: "case_information", language: "en", when: "now" } as const;
  return inTenant(firm.principal, (tx) => draftCall(tx, { ...choice, now: CALLING_TIME, ...input }));
}

async function failureOf(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error("an AppError was expected", { cause: error });
  return { code: error.code, message: error.publicMessage };
}

const FLAGS =
  '"hasAddress":false,"hasEmail":false,"hasAlternatePhone":false,"hasDateOfBirth":false,"hasEmployer":true,' +
  '"hasInsurance":false,"hasInsurancePolicyNumber":false,"hasPreferredLanguage":false,"hasAccidentDate":false,' +
  '"hasMedicalProvider":false';

test("R11 golden: the payload is exactly this text, and flags stand where values would", async () => {
  const firm = await createCallingFirm({ orgId: "org_golden" });
  const made = await draft(firm);
  const token = /ct_[0-9a-z]{26}/.exec(made.payloadText)?.[0] ?? "";
  const firstMessage =
    "Hello, this is an automated AI assistant calling for Calder & Reyes Injury Law at (602) 555-0110. " +
    "To stop these calls say 'stop' or press 9 at any time. May I speak with Rosa?";
  expect(made.firstMessage).toBe(firstMessage);
  expect(made.payloadText).toBe(
    `{"assistantId":"8f7c0b5e-0000-4000-8000-000000000001","phoneNumberId":"2f0e0b5e-0000-4000-8000-000000000002",` +
      `"customer":{"number":"+16025550142","externalId":"${token}"},"assistantOverrides":{"firstMessage":"${firstMessage}",` +
      `"variableValues":{"callToken":"${token}","firmName":"Calder & Reyes Injury Law","callbackNumber":"(602) 555-0110",` +
      `"purpose":"case_information","firstName":"Rosa","language":"en",${FLAGS}},"metadata":{"callToken":"${token}"},` +
      `"artifactPlan":{"recordingEnabled":false,"videoRecordingEnabled":false,"pcapEnabled":false,"loggingEnabled":false,` +
      `"transcriptPlan":{"enabled":true}},"monitorPlan":{"listenEnabled":false,"controlEnabled":false},"maxDurationSeconds":600}}`,
  );
  expect(made.missingFields).not.toContain("employer");
  expect(made.decision).toMatchObject({ verdict: "allowed", moment: "preview" });
  expect(made.clientNumberMasked).toBe("••• 0142");
});

test("AI-06 nothing that the firm knows of the client leaves: no value, note, e-mail, address, last name or id of ours", async () => {
  const firm = await createCallingFirm({ orgId: "org_canary" });
  const made = await draft(firm, { language: "es", purpose: "appointment" });
  const secrets = [...firm.canaries, "Canary", firm.caseId, firm.contactId, firm.phoneId, firm.userId, "1041"];
  for (const secret of [...secrets, firm.principal.tenantId, "org_canary", "vapi-sim"]) {
    expect(made.payloadText, secret).not.toContain(secret);
    expect(made.sealedDraft, secret).not.toContain(secret);
  }
  expect(made.firstMessage).toContain("asistente automatizado");
});

test("AI-01 a name cannot speak to the provider's templates or to the model's markup", async () => {
  const firm = await createCallingFirm({
    orgId: "org_template",
    firstName: "Rosa{{ customer.number }}\n{% raw %}<b>`x`",
  });
  const { payloadText } = await draft(firm);
  expect(payloadText).not.toMatch(/\{\{|\{%|<b>|`|\\n/);
  expect(payloadText).toContain('"firstName":"Rosa customer.number raw b x"');
});

test("recording is on only with a consent to it, and is then announced in the first words", async () => {
  const firm = await createCallingFirm({ orgId: "org_recording", isRecordingEnabled: true });
  await inTenant(firm.principal, (tx) => insertConsent(tx, { ...firm, channel: "recording" }));
  const made = await draft(firm);
  expect(made.payloadText).toContain('"recordingEnabled":true');
  expect(made.firstMessage).toContain("This call may be recorded.");
});

test("the decision of a preview is stored with every rule and judged at the planned time", async () => {
  const firm = await createCallingFirm({ orgId: "org_preview" });
  const night = await draft(firm, { when: "2026-11-25T05:00:00.000Z" });
  expect(night.decision.verdict).toBe("blocked");
  expect(night.decision.earliestLegalAt?.toISOString()).toBe("2026-11-25T16:00:00.000Z");
  const stored = await inTenant(firm.principal, (tx) => tx.select().from(gateDecisions));
  expect(stored).toHaveLength(1);
  expect(stored[0]).toMatchObject({ id: night.decision.id, moment: "preview", verdict: "blocked", e164: firm.e164 });
  expect(stored[0]?.rules).toEqual(night.decision.rules);
  expect(night.decision.rules).toHaveLength(15);
});

test("each preview has a token of its own, and the draft ends after fifteen minutes", async () => {
  const firm = await createCallingFirm({ orgId: "org_tokens" });
  const [one, other] = [await draft(firm), await draft(firm)];
  expect(one.payloadText).not.toBe(other.payloadText);
  expect(one.expiresAt.getTime() - CALLING_TIME.getTime()).toBe(15 * 60_000);
});

test("TEN-09 a foreign case or phone answers exactly as one that never was", async () => {
  const firm = await createCallingFirm({ orgId: "org_ten09_a" });
  const other = await createCallingFirm({ orgId: "org_ten09_b", e164: "+16025550143" });
  const unknownCase = await failureOf(draft(firm, { caseId: randomUUID() }));
  expect(unknownCase).toEqual({ code: "not_found", message: "There is no such case" });
  expect(await failureOf(draft(firm, { caseId: other.caseId }))).toEqual(unknownCase);
  const unknownPhone = await failureOf(draft(firm, { contactPhoneId: randomUUID() }));
  expect(unknownPhone.code).toBe("not_found");
  expect(await failureOf(draft(firm, { contactPhoneId: other.phoneId }))).toEqual(unknownPhone);
});

test("TEN-09 a restricted case answers to those outside its wall as an unknown one", async () => {
  const firm = await createCallingFirm({ orgId: "org_wall", restrictedTo: ["user_inside"] });
  const inside = { ...firm, principal: testPrincipal("org_wall", { actor: { type: "user", userId: "user_inside" } }) };
  expect((await draft(inside)).decision.verdict).toBe("allowed");
  expect(await failureOf(draft(firm))).toEqual(await failureOf(draft(firm, { caseId: randomUUID() })));
});

test("what is missing for a call is said before any payload exists", async () => {
  const firm = await createCallingFirm({ orgId: "org_missing" });
  await inTenant(firm.principal, (tx) => tx.update(connections).set({ settings: {} }));
  expect((await failureOf(draft(firm))).code).toBe("precondition_failed");
  await inTenant(firm.principal, (tx) => tx.delete(contactPhones).where(sql`true`));
  expect(await failureOf(draft(firm))).toEqual({
    code: "precondition_failed",
    message: "This client has no phone number yet",
  });
});

test("a time that is past, too far off or no time is refused", async () => {
  const firm = await createCallingFirm({ orgId: "org_when" });
  for (const when of ["2026-11-23T18:00:00Z", "2027-02-24T18:00:00Z", "tomorrow", ""]) {
    expect((await failureOf(draft(firm, { when }))).code, when).toBe("invalid_input");
  }
});

test("a firm without a callback number is blocked by the gate, not by an error", async () => {
  const firm = await createCallingFirm({ orgId: "org_no_callback", knownFields: [] });
  await inTenant(firm.principal, (tx) => tx.update(firms).set({ callbackNumber: null }));
  const made = await draft(firm);
  expect(made.decision.rules.find(({ code }) => code === "ai_disclosure")).toMatchObject({ status: "blocked" });
});

test("a detail that was accepted meanwhile turns its flag", async () => {
  const firm = await createCallingFirm({ orgId: "org_flag", knownFields: [] });
  await inTenant(firm.principal, (tx) =>
    tx.insert(caseDetails).values({ caseId: firm.caseId, field: "address", value: "1 Main St", source: "staff" }),
  );
  const made = await draft(firm);
  expect(made.flags).toMatchObject({ hasAddress: true, hasEmployer: false });
  expect(made.payloadText).not.toContain("1 Main St");
});
