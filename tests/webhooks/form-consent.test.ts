import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cases } from "@/db/schema/cases";
import { consents } from "@/db/schema/consents";
import { hashWording } from "@/lib/domain/consents/hash-wording";
import { judgeForContact } from "@/lib/domain/contact-gate/judge-for-contact";
import { createContact } from "@/lib/domain/contacts/create-contact";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { openProviderFirm, type ProviderFirm } from "./provider-firm";

const PHONE = "+16025550144";
const WORDING = "I agree to automated calls and texts about my case. I need not agree to hire the firm.";
const GIVEN_AT = "2026-11-20T17:00:00.000Z";
const NOW = new Date("2026-11-24T18:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

const openFirm = () => openProviderFirm({ provider: "make", mode: "standard-webhooks", account: null });

async function submit(firm: ProviderFirm, consent: unknown, externalId: string = randomUUID()) {
  const data = { externalId, firstName: "Ana", lastName: "Lopez", phone: "(602) 555-0144", language: "en", consent };
  const event = { id: `evt_${externalId}`, type: "lead.created", timestamp: GIVEN_AT, data };
  expect((await firm.sendJson(event)).status).toBe(200);
  expect(await firm.work()).toBe(0);
}

const agreed = (change: object = {}) => ({
  wording: WORDING,
  version: "web-4",
  channels: ["voice_ai", "sms"],
  isSigned: true,
  givenAt: GIVEN_AT,
  ip: "203.0.113.9",
  userAgent: "Mozilla/5.0",
  pageUrl: "https://firm.example/intake",
  ...change,
});

async function becomeClient(firm: ProviderFirm): Promise<string> {
  const person = { firstName: "Ana", lastName: "Lopez", preferredLanguage: "en", addressState: null } as const;
  return firm.read(async (tx) => {
    const { id } = await createContact(tx, { ...person, email: null, notes: null, phone: PHONE });
    const file = { caseNumber: 1, title: "Lopez", practiceArea: "other", openedOn: "2026-11-21" } as const;
    await tx.insert(cases).values({ ...file, clientContactId: id });
    return id;
  });
}

const ledgerOf = (firm: ProviderFirm) => firm.read((tx) => tx.select().from(consents));

test("CMP-06 what a form's page showed and the person agreed to reaches the ledger with its proof, and the gate relies on it", async () => {
  const firm = await openFirm();
  const form = randomUUID();
  for (const _ of [1, 2]) await submit(firm, agreed(), form);
  expect(await ledgerOf(firm)).toEqual([]);
  const contactId = await becomeClient(firm);
  const ledger = await ledgerOf(firm);
  expect(ledger.map(({ channel }) => channel).toSorted()).toEqual(["sms", "voice_ai"]);
  for (const row of ledger) {
    expect(row).toMatchObject({
      contactId,
      e164: PHONE,
      level: "express_written",
      purpose: "informational",
      captureMethod: "web_form",
      wording: WORDING,
      wordingVersion: "web-4",
      wordingSha256: hashWording(WORDING),
      capturedAt: new Date(GIVEN_AT),
      ip: "203.0.113.9",
      userAgent: "Mozilla/5.0",
      pageUrl: "https://firm.example/intake",
      revokedAt: null,
    });
  }
  const subject = { contactId, e164: PHONE, kind: "ai_call", origin: "automation" } as const;
  const consentFor = async (purpose: "case_information" | "marketing") => {
    const decision = await firm.read((tx) => judgeForContact(tx, { ...subject, purpose, now: NOW }));
    return decision.rules.find(({ code }) => code === "consent");
  };
  const matched = ledger.find(({ channel }) => channel === "voice_ai")?.id;
  expect(await consentFor("case_information")).toMatchObject({
    status: "passed",
    evidence: { matched: { id: matched } },
  });
  expect(await consentFor("marketing")).toMatchObject({ status: "blocked", remedy: "record_written_consent" });
});

type Written = { signature?: string; isNotConditionStated?: boolean };

test.each<[string, Written, string, string[]]>([
  [
    "signed by a ticked box, with the disclosure",
    { signature: "ticked_box", isNotConditionStated: true },
    "passed",
    [],
  ],
  ["signed in no way that is named", { isNotConditionStated: true }, "blocked", ["not_signed"]],
  ["without the disclosure", { signature: "typed_name" }, "blocked", ["condition_not_disclosed"]],
])("CMP-06 a form's agreement to marketing, %s", async (_, change, status, reasons) => {
  const firm = await openFirm();
  await submit(firm, agreed({ purpose: "marketing", channels: ["sms"], ...change }));
  const contactId = await becomeClient(firm);
  const [row] = await ledgerOf(firm);
  expect(row).toMatchObject({
    level: "express_written",
    signatureKind: change.signature ?? null,
    isNotConditionStated: change.isNotConditionStated ?? false,
  });
  const subject = { contactId, e164: PHONE, kind: "sms", origin: "broadcast", purpose: "marketing" } as const;
  const decision = await firm.read((tx) => judgeForContact(tx, { ...subject, now: NOW }));
  const rule = decision.rules.find(({ code }) => code === "consent");
  expect(rule).toMatchObject({ status, evidence: { rejected: reasons.map((reason) => ({ reason })) } });
});

test.each([
  ["without its wording", { wording: "  " }],
  ["for no channel", { channels: [] }],
  ["for a channel that is none", { channels: ["fax"] }],
  ["with a page that is none", { pageUrl: "javascript:alert(1)" }],
  ["with an address that is none", { ip: "nowhere" }],
  ["with a signature that is none", { signature: "a nod" }],
])("CMP-06 an agreement %s is none, and its lead is kept", async (_, change) => {
  const firm = await openFirm();
  await submit(firm, agreed(change));
  await becomeClient(firm);
  expect(await ledgerOf(firm)).toEqual([]);
  expect((await firm.lines()).map(({ action }) => action)).toContain("lead.created");
});

test("CMP-03 a form that is dated ahead agrees to nothing before it came, and a stop from after it ends it", async () => {
  const firm = await openFirm();
  await submit(firm, agreed({ givenAt: "2099-01-01T00:00:00Z" }));
  await becomeClient(firm);
  const [row] = await ledgerOf(firm);
  expect(row?.capturedAt.getTime()).toBeLessThanOrEqual(Date.now());
  const stop = { externalId: "c-1", phone: PHONE, occurredAt: new Date().toISOString() };
  await firm.sendJson({ id: "evt_stop", type: "contact.optout", timestamp: GIVEN_AT, data: stop });
  expect(await firm.work()).toBe(0);
  expect((await ledgerOf(firm)).filter(({ revokedAt }) => revokedAt === null)).toEqual([]);
});
