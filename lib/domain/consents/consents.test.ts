import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { inTenant } from "@/db/tenant";
import { CALLING_TIME, type CallingFirm, createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { recordConsentInput, revokeConsentInput } from "./consents.schema";
import { listConsents } from "./list-consents";
import { recordConsent } from "./record-consent";
import { revokeConsent } from "./revoke-consent";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

function inputOf(firm: CallingFirm, change: Partial<z.input<typeof recordConsentInput>> = {}) {
  return recordConsentInput.parse({
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
    ...change,
  });
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
      revokedAt: null,
    },
  ]);
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

test("a consent from the future, for nobody's phone, or without its wording is refused", async () => {
  const firm = await createCallingFirm({ orgId: "org_bad_consent" });
  await expect(record(firm, { capturedAt: "2026-12-24T10:00:00Z" })).rejects.toMatchObject({ code: "invalid_input" });
  await expect(record(firm, { contactPhoneId: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
  expect(() => inputOf(firm, { wording: "  " })).toThrow();
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
