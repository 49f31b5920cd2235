import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { auditLogs } from "@/db/schema/audit";
import { consents } from "@/db/schema/consents";
import { inTenant } from "@/db/tenant";
import { judgeForContact } from "@/lib/domain/contact-gate/judge-for-contact";
import { CALLING_TIME, type CallingFirm, createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { recordConsentInput, revokeConsentInput } from "./consents.schema";
import { exportConsents } from "./export-consents";
import { listConsents } from "./list-consents";
import { marketingLacks } from "./marketing-lacks";
import { recordConsent } from "./record-consent";
import { revokeConsent } from "./revoke-consent";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

/** How the gate's consent rule judges a marketing call to the firm's client. */
async function consentRuleOf(firm: CallingFirm) {
  const subject = { contactId: firm.contactId, e164: firm.e164, kind: "ai_call", origin: "automation" } as const;
  const decision = await inTenant(firm.principal, (tx) =>
    judgeForContact(tx, { ...subject, purpose: "marketing", now: CALLING_TIME }),
  );
  return decision.rules.find(({ code }) => code === "consent");
}

function rawOf(firm: CallingFirm, change: Partial<z.input<typeof recordConsentInput>> = {}) {
  return {
    contactId: firm.contactId,
    contactPhoneId: firm.phoneId,
    channel: "voice_ai",
    purpose: "informational",
    level: "express",
    captureMethod: "paper",
    wording: " I agree to be called by an automated assistant. ",
    wordingVersion: "2026-02",
    language: "en",
    capturedAt: "2026-11-20T10:00:00-07:00",
    evidence: "retainer, page 3",
    signatureKind: null,
    isNotConditionStated: false,
    ...change,
  };
}

function inputOf(firm: CallingFirm, change: Partial<z.input<typeof recordConsentInput>> = {}) {
  return recordConsentInput.parse(rawOf(firm, change));
}

function record(firm: CallingFirm, change: Partial<z.input<typeof recordConsentInput>> = {}) {
  const input = inputOf(firm, change);
  return inTenant(firm.principal, (tx) => recordConsent(tx, { ...input, userId: firm.userId, now: CALLING_TIME }));
}

test("a consent is kept with its wording, proof, time and recorder, for the number that it was given for", async () => {
  const firm = await createCallingFirm({ orgId: "org_consent", hasConsent: false });
  const { consentId } = await record(firm);
  const rows = await inTenant(firm.principal, (tx) => listConsents(tx, firm.contactId));
  expect(rows).toEqual([
    {
      id: consentId,
      e164: firm.e164,
      channel: "voice_ai",
      purpose: "informational",
      level: "express",
      captureMethod: "paper",
      wording: "I agree to be called by an automated assistant.",
      wordingVersion: "2026-02",
      language: "en",
      capturedAt: new Date("2026-11-20T17:00:00Z"),
      capturedByUserId: firm.userId,
      evidence: "retainer, page 3",
      expiresAt: null,
      revokedAt: null,
      signatureKind: null,
      isNotConditionStated: false,
    },
  ]);
});

const WRITTEN = { purpose: "marketing", level: "express_written" } as const;
const LACKS = { signature: "not_signed", disclosure: "condition_not_disclosed" } as const;

test.each([
  ["signed and disclosed", { signatureKind: "handwritten", isNotConditionStated: true } as const, []],
  ["not signed", { signatureKind: null, isNotConditionStated: true }, ["signature"] as const],
  ["not disclosed", { signatureKind: "handwritten", isNotConditionStated: false } as const, ["disclosure"] as const],
])(
  "CMP-06 a written consent to marketing that is %s is kept as it is, and the gate and the desk say what it lacks",
  async (_, change, lacks) => {
    const orgId = `org_written_${randomUUID().slice(0, 8)}`;
    const firm = await createCallingFirm({ orgId, hasConsent: false });
    const { consentId } = await record(firm, { ...WRITTEN, ...change });
    const [row] = await inTenant(firm.principal, (tx) => listConsents(tx, firm.contactId));
    if (!row) throw new Error("no consent");
    expect(row).toMatchObject(change);
    expect(marketingLacks(row)).toEqual(lacks);
    expect(await consentRuleOf(firm)).toMatchObject({
      status: lacks.length === 0 ? "passed" : "blocked",
      evidence: { rejected: lacks.map((lack) => ({ id: consentId, reason: LACKS[lack] })) },
    });
  },
);

test("CMP-06 a written consent from before anybody noted signature and disclosure carries no marketing any more", async () => {
  const firm = await createCallingFirm({ orgId: "org_older", hasConsent: false });
  const id = randomUUID();
  await inTenant(firm.principal, (tx) =>
    tx.insert(consents).values({
      id,
      contactId: firm.contactId,
      e164: firm.e164,
      channel: "voice_ai",
      ...WRITTEN,
      captureMethod: "paper",
      wording: "I agree to marketing calls. I need not agree to hire the firm.",
      wordingVersion: "2025-01",
      language: "en",
      capturedAt: new Date("2026-01-01T17:00:00Z"),
    }),
  );
  expect(await consentRuleOf(firm)).toMatchObject({
    status: "blocked",
    remedy: "record_written_consent",
    evidence: {
      rejected: [
        { id, reason: "not_signed" },
        { id, reason: "condition_not_disclosed" },
      ],
    },
  });
});

test("a signature belongs to a written consent, and to the way in which it was given", async () => {
  const firm = await createCallingFirm({ orgId: "org_signatures", hasConsent: false });
  const problemsOf = (change: Partial<z.input<typeof recordConsentInput>>) => {
    const read = recordConsentInput.safeParse({ ...rawOf(firm), ...change });
    return read.success ? [] : read.error.issues.map(({ path, message }) => [path.join("."), message]);
  };
  expect(problemsOf({ ...WRITTEN, signatureKind: "handwritten" })).toEqual([]);
  expect(problemsOf({ signatureKind: "handwritten" })).toEqual([["signatureKind", "notWritten"]]);
  expect(problemsOf({ ...WRITTEN, signatureKind: "ticked_box" })).toEqual([["signatureKind", "otherMethod"]]);
  expect(problemsOf({ ...WRITTEN, signatureKind: "ticked_box", captureMethod: "web_form" })).toEqual([]);
  expect(problemsOf({ ...WRITTEN, captureMethod: "inbound_sms", signatureKind: "spoken" })).toEqual([
    ["signatureKind", "otherMethod"],
  ]);
});

test("INP-06 the ledger's export holds the proof of each agreement, escapes formulas, is audited, and is the firm's own", async () => {
  const firm = await createCallingFirm({ orgId: "org_export_a" });
  const other = await createCallingFirm({ orgId: "org_export_b", hasConsent: false });
  const signed = { signatureKind: "handwritten", isNotConditionStated: true } as const;
  await record(firm, { ...WRITTEN, ...signed, wording: "=HYPERLINK(1)" });
  const take = (of: CallingFirm, filter = {}) =>
    inTenant(of.principal, (tx) => exportConsents(tx, { ...filter, now: CALLING_TIME }));
  const { csv, rows, isWhole } = await take(firm);
  expect({ rows, isWhole }).toEqual({ rows: 2, isWhole: true });
  const [head, first, second] = csv.replace("\uFEFF", "").split("\r\n");
  expect(head).toContain(",method,signature,no_condition_stated,");
  expect(first).toContain(",express_written,in_force,2026-11-20T17:00:00.000Z,paper,handwritten,yes,2026-02,");
  expect(first).toContain("'=HYPERLINK(1)");
  // The one from before has neither.
  expect(second).toContain(",express,in_force,2026-10-01T17:00:00.000Z,web_form,,,2026-01,");
  expect((await take(firm, { level: "express_written" })).rows).toBe(1);
  const foreign = await take(other);
  expect(foreign.rows).toBe(0);
  expect(foreign.csv).not.toContain(firm.e164);
  const named = await inTenant(firm.principal, (tx) =>
    tx.select().from(auditLogs).where(eq(auditLogs.action, "consents.export")),
  );
  expect(named).toHaveLength(2);
});

test("a consent is revoked once, and its first time stays", async () => {
  const firm = await createCallingFirm({ orgId: "org_revoke", hasConsent: false });
  const { consentId } = revokeConsentInput.parse(await record(firm));
  for (const minutes of [1, 2]) {
    const now = new Date(CALLING_TIME.getTime() + minutes * 60_000);
    await inTenant(firm.principal, (tx) => revokeConsent(tx, { consentId, now }));
  }
  const [row] = await inTenant(firm.principal, (tx) => listConsents(tx, firm.contactId));
  expect(row?.revokedAt).toEqual(new Date(CALLING_TIME.getTime() + 60_000));
});

test("CMP-03 a consent from the future, for nobody's phone, without its wording or without its proof is refused", async () => {
  const firm = await createCallingFirm({ orgId: "org_bad_consent" });
  await expect(record(firm, { capturedAt: "2026-12-24T10:00:00Z" })).rejects.toMatchObject({ code: "invalid_input" });
  await expect(record(firm, { contactPhoneId: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
  expect(() => inputOf(firm, { wording: "  " })).toThrow();
  expect(() => inputOf(firm, { evidence: "  " })).toThrow();
});

test("TEN-09 another firm's phone, consent and contact answer as unknown ones", async () => {
  const firm = await createCallingFirm({ orgId: "org_consent_a" });
  const other = await createCallingFirm({ orgId: "org_consent_b" });
  const [theirs] = await inTenant(other.principal, (tx) => listConsents(tx, other.contactId));
  await expect(record(firm, { contactPhoneId: other.phoneId })).rejects.toMatchObject({ code: "not_found" });
  for (const consentId of [theirs?.id ?? "", randomUUID()]) {
    const attempt = inTenant(firm.principal, (tx) => revokeConsent(tx, { consentId, now: CALLING_TIME }));
    await expect(attempt).rejects.toMatchObject({ code: "not_found", publicMessage: "There is no such consent" });
  }
  expect(await inTenant(firm.principal, (tx) => listConsents(tx, other.contactId))).toEqual([]);
});
