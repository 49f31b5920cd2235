import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLogs } from "@/db/schema/audit";
import { callLogs } from "@/db/schema/call-logs";
import { cases } from "@/db/schema/cases";
import { contactPhones } from "@/db/schema/contact-phones";
import { contacts } from "@/db/schema/contacts";
import { firms } from "@/db/schema/firms";
import { gateDecisions } from "@/db/schema/gate-decisions";
import { leads } from "@/db/schema/leads";
import { inTenant } from "@/db/tenant";
import type { RuleCode } from "@/lib/domain/compliance/gate-decision";
import { findContact } from "@/lib/domain/contacts/find-contact";
import { releaseHold } from "@/lib/domain/contacts/release-hold";
import { setHold } from "@/lib/domain/contacts/set-hold";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { CALLING_TIME, type CallingFirm, createCallingFirm, insertConsent } from "@/tests/support/calling-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { decideForContact } from "./decide-for-contact";
import { type GateSubject, loadGateFacts } from "./load-gate-facts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

function subjectOf(firm: CallingFirm): GateSubject {
  return {
    contactId: firm.contactId,
    e164: firm.e164,
    kind: "ai_call",
    origin: "automation",
    purpose: "case_information",
  };
}

async function decide(firm: CallingFirm, options: { now?: Date; callId?: string } = {}) {
  const moment = "preview";
  return inTenant(firm.principal, (tx) =>
    decideForContact(tx, { ...subjectOf(firm), moment, now: CALLING_TIME, ...options }),
  );
}

async function statusOf(firm: CallingFirm, code: RuleCode, options: { now?: Date; callId?: string } = {}) {
  return (await decide(firm, options)).rules.find((rule) => rule.code === code)?.status;
}

function insertCall(firm: CallingFirm, call: Partial<typeof callLogs.$inferInsert>): Promise<string> {
  const id = randomUUID();
  const values = { id, direction: "outbound", purpose: "callback", language: "en", clientNumber: firm.e164 } as const;
  return inTenant(firm.principal, async (tx) => {
    await tx.insert(callLogs).values({ ...values, ...call });
    return id;
  });
}

test("an open firm with a consenting client in hours may call, and the decision is kept as it was made", async () => {
  const firm = await createCallingFirm({ orgId: "org_gate_allowed" });
  const decision = await decide(firm);
  expect(decision).toMatchObject({ verdict: "allowed", earliestLegalAt: CALLING_TIME, moment: "preview" });
  const [stored] = await inTenant(firm.principal, (tx) =>
    tx.select().from(gateDecisions).where(eq(gateDecisions.id, decision.id)),
  );
  expect(stored).toMatchObject({
    verdict: "allowed",
    rules: decision.rules,
    disclosures: decision.disclosures,
    policyVersion: decision.policyVersion,
    evaluatedAt: CALLING_TIME,
  });
});

test("CMP-01 an opt-out on any channel blocks, and a later return with proof allows again", async () => {
  const firm = await createCallingFirm({ orgId: "org_gate_optout" });
  const at = (minutes: number) => new Date(CALLING_TIME.getTime() - (60 - minutes) * 60_000);
  const record = (kind: "stop" | "start", occurredAt: Date, words?: string) =>
    inTenant(firm.principal, (tx) =>
      recordOptOut(tx, {
        e164: firm.e164,
        channel: "whatsapp",
        kind,
        source: "whatsapp",
        occurredAt,
        ...(words ? { words } : {}),
      }),
    );
  await record("stop", at(1));
  expect(await statusOf(firm, "opt_out")).toBe("blocked");
  await record("start", at(2), "START");
  expect(await statusOf(firm, "opt_out")).toBe("passed");
});

test("CMP-06 consent counts for this person, this number and an AI voice only, and ends when revoked", async () => {
  const firm = await createCallingFirm({ orgId: "org_gate_consent", hasConsent: false });
  expect(await statusOf(firm, "consent")).toBe("blocked");
  await inTenant(firm.principal, async (tx) => {
    await insertConsent(tx, { contactId: firm.contactId, e164: "+16025550177", channel: "voice_ai" });
    await insertConsent(tx, { ...firm, channel: "recording" });
    const other = randomUUID();
    await tx.insert(contacts).values({ id: other, firstName: "Ana", lastName: "Other" });
    await tx.insert(contactPhones).values({ contactId: other, e164: firm.e164 });
    await insertConsent(tx, { contactId: other, e164: firm.e164, channel: "voice_ai" });
  });
  expect(await statusOf(firm, "consent")).toBe("blocked");
  await inTenant(firm.principal, (tx) => insertConsent(tx, { ...firm, channel: "voice_ai" }));
  expect(await statusOf(firm, "consent")).toBe("passed");
});

test("CMP-05 the called party's hours, the firm's hours, holidays and zone, and a declared zone are all asked", async () => {
  const firm = await createCallingFirm({ orgId: "org_gate_hours" });
  expect(await statusOf(firm, "local_hours", { now: new Date("2026-11-25T03:30:00Z") })).toBe("blocked");
  expect(await statusOf(firm, "firm_hours", { now: new Date("2026-11-28T18:00:00Z") })).toBe("blocked");
  await inTenant(firm.principal, (tx) => tx.update(firms).set({ holidays: ["2026-11-24"] }));
  expect(await statusOf(firm, "holiday")).toBe("blocked");
  await inTenant(firm.principal, (tx) => tx.update(contacts).set({ declaredTimeZone: "Pacific/Auckland" }));
  expect(await statusOf(firm, "local_hours")).toBe("blocked");
});

test("CMP-05 the client's address adds its zone and its state's law to those of the number", async () => {
  const firm = await createCallingFirm({ orgId: "org_gate_address" });
  const movesTo = (addressState: string) => inTenant(firm.principal, (tx) => tx.update(contacts).set({ addressState }));
  const evening = { now: new Date("2026-11-25T01:30:00Z") };
  expect(await statusOf(firm, "local_hours", evening)).toBe("passed");
  await movesTo("NY");
  expect(await statusOf(firm, "local_hours", evening)).toBe("blocked");
  // 17:30 in Phoenix and 19:30 in Providence, where the law closes at 18:00.
  const afternoon = { now: new Date("2026-11-25T00:30:00Z") };
  expect(await statusOf(firm, "local_hours", afternoon)).toBe("passed");
  await movesTo("RI");
  const hours = (await decide(firm, afternoon)).rules.find(({ code }) => code === "local_hours");
  expect(hours).toMatchObject({ status: "blocked", evidence: { decidingStates: ["RI"] } });
  expect(hours?.code === "local_hours" && hours.evidence.states).toEqual([
    { state: "AZ", provenance: "area_code" },
    { state: "RI", provenance: "address" },
  ]);
});

test("a suspended firm calls nobody", async () => {
  const firm = await createCallingFirm({ orgId: "org_gate_suspended" });
  await inTenant(firm.principal, (tx) => tx.update(firms).set({ suspendedAt: new Date() }));
  expect(await statusOf(firm, "firm_suspended")).toBe("blocked");
});

test("calls that rang, may have rung or wait count within a day; refused, blocked, cancelled and inbound ones do not", async () => {
  const firm = await createCallingFirm({ orgId: "org_gate_frequency" });
  const at = new Date(CALLING_TIME.getTime() - 3_600_000);
  const dialled = { state: "queued", dialAttemptedAt: at } as const;
  await insertCall(firm, { ...dialled, dialState: "refused" });
  await insertCall(firm, { ...dialled, dialState: "placed", direction: "inbound" });
  await insertCall(firm, { ...dialled, dialState: "placed", clientNumber: "+16025550199" });
  await insertCall(firm, { state: "cancelled", dialState: "none", scheduledFor: at });
  await insertCall(firm, { ...dialled, dialState: "placed", dialAttemptedAt: new Date(at.getTime() - 86_400_000) });
  const facts = await inTenant(firm.principal, (tx) => loadGateFacts(tx, subjectOf(firm), CALLING_TIME));
  expect(facts.recentAttempts).toEqual([]);
  await insertCall(firm, { ...dialled, dialState: "placed" });
  await insertCall(firm, { ...dialled, dialState: "unknown" });
  const waiting = await insertCall(firm, { dialState: "waiting", scheduledFor: at });
  expect(await statusOf(firm, "frequency")).toBe("blocked");
  expect(await statusOf(firm, "frequency", { callId: waiting })).toBe("passed");
});

test("only a client, or somebody who turned to the firm first, may be called", async () => {
  const firm = await createCallingFirm({ orgId: "org_gate_relation" });
  const stranger = { ...firm, contactId: randomUUID(), e164: "+16025550171" };
  await inTenant(firm.principal, (tx) =>
    tx.insert(contacts).values({ id: stranger.contactId, firstName: "Luz", lastName: "Nobody" }),
  );
  expect(await statusOf(stranger, "solicitation")).toBe("blocked");
  const lead = { contactId: stranger.contactId, firstName: "Luz", lastName: "Nobody" };
  await inTenant(firm.principal, (tx) => tx.insert(leads).values({ ...lead, source: "referral" }));
  expect(await statusOf(stranger, "solicitation")).toBe("blocked");
  await inTenant(firm.principal, (tx) => tx.insert(leads).values({ ...lead, source: "web_form" }));
  expect(await statusOf(stranger, "solicitation")).toBe("passed");
  await inTenant(firm.principal, (tx) =>
    tx.insert(cases).values({
      caseNumber: 2,
      title: "T",
      practiceArea: "other",
      clientContactId: stranger.contactId,
      openedOn: "2026-10-01",
    }),
  );
  const facts = await inTenant(firm.principal, (tx) => loadGateFacts(tx, subjectOf(stranger), CALLING_TIME));
  expect(facts.relationship).toBe("client");
});

test("TEN-09 another firm's contact, opt-out, consent and calls are as if they were not there", async () => {
  const firm = await createCallingFirm({ orgId: "org_gate_a", hasConsent: false });
  const other = await createCallingFirm({ orgId: "org_gate_b" });
  await inTenant(other.principal, (tx) =>
    recordOptOut(tx, { e164: other.e164, channel: "all", kind: "stop", source: "sms", occurredAt: CALLING_TIME }),
  );
  await insertCall(other, { dialState: "placed", dialAttemptedAt: CALLING_TIME });
  const facts = await inTenant(firm.principal, (tx) => loadGateFacts(tx, subjectOf(firm), CALLING_TIME));
  expect(facts).toMatchObject({ optOuts: [], consents: [], recentAttempts: [] });
  const attempt = (contactId: string) =>
    inTenant(firm.principal, (tx) => loadGateFacts(tx, { ...subjectOf(firm), contactId }, CALLING_TIME));
  const unknown = { code: "not_found", publicMessage: "There is no such contact" };
  await expect(attempt(other.contactId)).rejects.toMatchObject(unknown);
  await expect(attempt(randomUUID())).rejects.toMatchObject(unknown);
});

test("a legal hold that forbids contact stops calls and messages until it is released; another one, and another firm, change nothing", async () => {
  const firm = await createCallingFirm({ orgId: "org_gate_hold" });
  const other = await createCallingFirm({ orgId: "org_gate_hold_other" });
  const hold = (who: CallingFirm, isBlocking: boolean, contactId = firm.contactId) =>
    inTenant(who.principal, (tx) =>
      setHold(tx, { contactId, reason: "Order of 2026-11-20", isBlocking, userId: who.userId, now: CALLING_TIME }),
    );
  const release = (who: CallingFirm, contactId = firm.contactId) =>
    inTenant(who.principal, (tx) =>
      releaseHold(tx, { contactId, reason: "Lifted on 2026-11-23", userId: who.userId, now: CALLING_TIME }),
    );
  await hold(firm, false);
  expect((await decide(firm)).verdict).toBe("allowed");
  await hold(firm, true);
  const decision = await decide(firm);
  expect(decision).toMatchObject({ verdict: "blocked", earliestLegalAt: null });
  expect(decision.rules.find(({ code }) => code === "legal_hold")).toMatchObject({
    status: "blocked",
    remedy: "ask_hold_owner",
    evidence: { holdId: firm.contactId },
  });
  expect((await inTenant(firm.principal, (tx) => findContact(tx, firm.contactId)))?.hold).toEqual({
    since: CALLING_TIME,
    by: null,
    reason: "Order of 2026-11-20",
    isBlocking: true,
  });
  for (const act of [() => hold(other, true), () => release(other), () => hold(other, true, randomUUID())]) {
    await expect(act()).rejects.toMatchObject({ code: "not_found" });
  }
  expect((await decide(other)).verdict).toBe("allowed");
  await release(firm);
  expect((await decide(firm)).verdict).toBe("allowed");
  const released = await inTenant(firm.principal, (tx) => findContact(tx, firm.contactId));
  const lastRelease = { at: CALLING_TIME, by: null, reason: "Lifted on 2026-11-23" };
  expect(released).toMatchObject({ hold: null, lastRelease: { ...lastRelease, holdReason: "Order of 2026-11-20" } });
  await expect(release(firm)).rejects.toMatchObject({ code: "not_found" });
  const entries = await inTenant(firm.principal, (tx) => tx.select().from(auditLogs));
  expect(entries.map(({ action }) => action)).toEqual(expect.arrayContaining(["contact.hold", "contact.hold_release"]));
  expect(JSON.stringify(entries)).not.toMatch(/Order of|Lifted on/);
  await hold(firm, true);
  const again = await inTenant(firm.principal, (tx) => findContact(tx, firm.contactId));
  expect(again).toMatchObject({ hold: { isBlocking: true }, lastRelease: { ...lastRelease, holdReason: null } });
});
