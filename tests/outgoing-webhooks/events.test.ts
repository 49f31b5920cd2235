import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import { cases } from "@/db/schema/cases";
import { webhookDeliveries } from "@/db/schema/webhook-deliveries";
import { inTenant } from "@/db/tenant";
import { cancelCall } from "@/lib/domain/calls/cancel-call";
import { draftCall } from "@/lib/domain/calls/draft-call";
import { recordCallReport } from "@/lib/domain/calls/record-call-report";
import { scheduleCall } from "@/lib/domain/calls/schedule-call";
import { createCase } from "@/lib/domain/cases/create-case";
import { createContact } from "@/lib/domain/contacts/create-contact";
import { setLowBalance } from "@/lib/domain/credits/set-low-balance";
import { createLead } from "@/lib/domain/leads/create-lead";
import { createLeadFromSource } from "@/lib/domain/leads/create-lead-from-source";
import { createLeadFromStranger } from "@/lib/domain/leads/create-lead-from-stranger";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { recordMessageState } from "@/lib/domain/messages/record-message-state";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { OUTGOING_EVENT_TYPES } from "@/lib/domain/outgoing-webhooks/event-types.schema";
import { publishEvent } from "@/lib/domain/outgoing-webhooks/publish-event";
import { sendTestEvent } from "@/lib/domain/outgoing-webhooks/send-test-event";
import { setSubscriptionState } from "@/lib/domain/outgoing-webhooks/set-subscription-state";
import { acceptProposal } from "@/lib/domain/proposals/accept-proposal";
import { CALLING_TIME, type CallingFirm, createCallingFirm } from "@/tests/support/calling-firm";
import { createOutgoingFirm, handsOf } from "@/tests/support/outgoing-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
  database = await createTestDatabase("pglite");
});
afterAll(async () => {
  await database.drop();
  vi.useRealTimers();
});

const LEAD = {
  firstName: "Jane",
  lastName: "Doe",
  preferredLanguage: "en",
  source: "web_form",
  practiceArea: "auto_accident",
  phone: "(602) 555-0177",
  email: "jane@example.com",
  summary: "canary-summary: SSN 078-05-1120",
  userId: "user_staff",
} as const;

async function callingFirm(orgId: string, options: { restrictedTo?: string[] } = {}) {
  const firm = await createCallingFirm({ orgId, ...options });
  const run: Parameters<typeof handsOf>[0] = (work) => inTenant(firm.principal, work);
  return { ...firm, run, ...handsOf(run) };
}

async function schedule(firm: CallingFirm): Promise<string> {
  return inTenant(firm.principal, async (tx) => {
    const choice = { caseId: firm.caseId, purpose: "case_information", language: "en", when: "now" } as const;
    const { sealedDraft } = await draftCall(tx, { ...choice, now: CALLING_TIME });
    const { userId } = firm;
    const result = await scheduleCall(tx, { sealedDraft, idempotencyKey: randomUUID(), userId, now: CALLING_TIME });
    if (result.kind !== "scheduled") throw new Error(result.kind);
    return result.callId;
  });
}

async function proposeDetail(firm: CallingFirm, callId: string): Promise<string> {
  const id = randomUUID();
  await inTenant(firm.principal, (tx) =>
    tx.insert(caseDetailProposals).values({
      id,
      caseId: firm.caseId,
      callId,
      toolCallId: id,
      field: "employer",
      heardValue: "canary-heard",
      normalizedValue: "canary-heard",
    }),
  );
  return id;
}

test("an event is a flat object in a constant envelope, with a link to the desk and without free text", async () => {
  const firm = await createOutgoingFirm("org_envelope");
  const { subscriptionId } = await firm.subscribe({ eventTypes: ["lead.created"] });
  const { id } = await firm.run((tx) => createLead(tx, LEAD));
  const [event] = await firm.payloads(subscriptionId);
  expect(event).toEqual({
    id: expect.stringMatching(/^evt_[0-9a-f]{32}$/),
    type: "lead.created",
    apiVersion: "2026-11-01",
    createdAt: CALLING_TIME.toISOString(),
    sequence: 1,
    test: false,
    firm: { id: "org_envelope", name: "Calder & Reyes" },
    lead: {
      id,
      firstName: "Jane",
      lastName: "Doe",
      email: "jane@example.com",
      phone: "+16025550177",
      preferredLanguage: "en",
      source: "web_form",
      practiceArea: "auto_accident",
      status: "new",
      receivedAt: expect.any(String),
      url: `http://localhost:3000/desk/leads/${id}`,
    },
  });
  const [delivery] = await firm.deliveries(subscriptionId);
  expect(delivery).toMatchObject({ state: "waiting", origin: "event", attempts: 0, sequence: 1 });
  expect(delivery?.messageId).toMatch(/^msg_[0-9a-f]{32}$/);
  const { rows } = await database.asOwner(
    "select data from pgboss.job where name = 'webhooks.deliver' and data->'payload'->>'deliveryId' = $1",
    [delivery?.id],
  );
  expect(rows).toHaveLength(1);
});

test("every type of event really happens, with exactly the keys of its sample and no word of a client", async () => {
  const firm = await callingFirm("org_every_type");
  const { subscriptionId } = await firm.subscribe();
  await firm.run((tx) => createLead(tx, LEAD));
  const contact = { firstName: "Ana", lastName: "Lopez", preferredLanguage: "es", notes: "canary-notes" } as const;
  const made = await firm.run((tx) =>
    createContact(tx, { ...contact, phone: "+16025550178", email: "ana@example.com", addressState: "AZ" }),
  );
  await firm.run((tx) =>
    createCase(tx, {
      title: "Lopez",
      practiceArea: "auto_accident",
      clientContactId: made.id,
      userId: "user_staff",
      now: CALLING_TIME,
    }),
  );
  const callId = await schedule(firm);
  const proposalId = await proposeDetail(firm, callId);
  await firm.run((tx) => acceptProposal(tx, { id: proposalId, userId: "user_staff" }));
  await firm.run((tx) => cancelCall(tx, callId));
  await firm.run((tx) =>
    recordOptOut(tx, {
      e164: "+16025550178",
      channel: "sms",
      kind: "stop",
      source: "staff",
      occurredAt: CALLING_TIME,
      words: "canary-words",
    }),
  );
  const message = {
    provider: "twilio",
    account: "AC1",
    eventId: null,
    channel: "sms",
    client: { kind: "phone", e164: firm.e164 },
    line: "+16025550110",
    senderName: null,
    body: "canary-body",
    media: [],
    sentAt: CALLING_TIME,
    receivedAt: CALLING_TIME,
  } as const;
  await firm.run((tx) =>
    recordMessage(tx, {
      ...message,
      media: [],
      providerMessageId: "SM1",
      direction: "inbound",
      state: "received",
    }),
  );
  await firm.run((tx) =>
    recordMessage(tx, { ...message, media: [], providerMessageId: "SM2", direction: "outbound", state: "sent" }),
  );
  const failure = { provider: "twilio", account: "AC1", providerMessageId: "SM2", eventId: null, at: CALLING_TIME };
  for (const state of ["failed", "undelivered"] as const) {
    await firm.run((tx) => recordMessageState(tx, { ...failure, state, failureCode: "30003" }));
  }
  await firm.run((tx) => setLowBalance(tx, { threshold: 1_000_000 }));
  const real = await firm.payloads(subscriptionId);
  expect(real.map(({ type }) => type).toSorted()).toEqual([...OUTGOING_EVENT_TYPES].toSorted());
  expect(real.map(({ sequence }) => sequence)).toEqual(real.map((_, index) => index + 1));
  expect(JSON.stringify(real)).not.toMatch(/canary-|078-05-1120|77 Canary Street|1961-02-03/);

  const samples = await firm.subscribe();
  for (const eventType of OUTGOING_EVENT_TYPES) {
    await firm.run((tx) => sendTestEvent(tx, { subscriptionId: samples.subscriptionId, eventType }));
  }
  const sampled = await firm.payloads(samples.subscriptionId);
  for (const type of OUTGOING_EVENT_TYPES) {
    expect(shapeOf(sampled.find((event) => event["type"] === type))).toEqual(
      shapeOf(real.find((event) => event["type"] === type)),
    );
  }
  expect(sampled.every((event) => event["test"] === true)).toBe(true);
});

/** Keys in order, of the envelope and of the object in it. */
function shapeOf(event: Record<string, unknown> | undefined): unknown {
  return Object.entries(event ?? {}).map(([key, value]) =>
    typeof value === "object" && value !== null ? [key, Object.keys(value)] : key,
  );
}

test("a call is ended once: at its report, not again when the report is repeated", async () => {
  const firm = await callingFirm("org_call_report");
  const { subscriptionId } = await firm.subscribe({ eventTypes: ["call.ended"] });
  const callId = await schedule(firm);
  const report = {
    callId,
    providerCallId: "call_1",
    reportedAt: CALLING_TIME,
    receivedAt: CALLING_TIME,
    end: { reason: "customer-ended-call", outcome: "answered_completed" },
    startedAt: new Date(CALLING_TIME.getTime() - 60_000),
    endedAt: CALLING_TIME,
    durationSeconds: null,
    costUsd: null,
    summary: "canary-summary",
    structuredData: null,
    turns: [{ role: "client", text: "canary-said", second: 1 }],
    toolCalls: [],
    recordingConsent: null,
  } as const;
  for (let time = 0; time < 2; time += 1) {
    await firm.run((tx) => recordCallReport(tx, { ...report, turns: [...report.turns], toolCalls: [] }));
  }
  const events = await firm.payloads(subscriptionId);
  expect(events).toMatchObject([
    { call: { id: callId, state: "ended", outcome: "answered_completed", durationSeconds: 60, caseId: firm.caseId } },
  ]);
  expect(JSON.stringify(events)).not.toContain("canary-");
});

test("what happens again is not told again: the same stranger, the same form, the same acceptance", async () => {
  const firm = await callingFirm("org_once");
  const { subscriptionId } = await firm.subscribe({ eventTypes: ["lead.created", "case.detail_accepted"] });
  const stranger = { via: "call", number: "+16025550180", language: "en", receivedAt: CALLING_TIME } as const;
  for (let time = 0; time < 2; time += 1) await firm.run((tx) => createLeadFromStranger(tx, stranger));
  const form = {
    source: "make",
    externalId: "form-1",
    firstName: "Eva",
    lastName: "Marsh",
    phone: "+16025550181",
    email: null,
    language: "en",
    summary: null,
    receivedAt: CALLING_TIME,
    eventId: null,
  } as const;
  for (let time = 0; time < 2; time += 1) await firm.run((tx) => createLeadFromSource(tx, form));
  const callId = await schedule(firm);
  const id = await proposeDetail(firm, callId);
  for (let time = 0; time < 2; time += 1) {
    await firm.run((tx) => acceptProposal(tx, { id, userId: "user_staff" }));
  }
  expect((await firm.payloads(subscriptionId)).map(({ type }) => type)).toEqual([
    "lead.created",
    "lead.created",
    "case.detail_accepted",
  ]);
});

test("nothing about a case behind an ethical wall leaves", async () => {
  const firm = await callingFirm("org_walled", { restrictedTo: ["user_of_org_walled"] });
  const { subscriptionId } = await firm.subscribe();
  const callId = await schedule(firm);
  const id = await proposeDetail(firm, callId);
  await firm.run((tx) => acceptProposal(tx, { id, userId: "user_of_org_walled" }));
  await firm.run((tx) => cancelCall(tx, callId));
  await firm.run((tx) => publishEvent(tx, { type: "case.created", subjectId: firm.caseId }));
  expect(await firm.deliveries(subscriptionId)).toEqual([]);
  await firm.run((tx) => tx.update(cases).set({ isRestricted: false }).where(eq(cases.id, firm.caseId)));
  await firm.run((tx) => publishEvent(tx, { type: "case.created", subjectId: firm.caseId }));
  expect(await firm.deliveries(subscriptionId)).toHaveLength(1);
});

test("a transaction that is rolled back tells nobody, and takes no number", async () => {
  const firm = await createOutgoingFirm("org_rollback");
  const { subscriptionId } = await firm.subscribe();
  await expect(
    firm.run(async (tx) => {
      await createLead(tx, LEAD);
      throw new Error("rolled back");
    }),
  ).rejects.toThrow("rolled back");
  expect(await firm.deliveries(subscriptionId)).toEqual([]);
  await firm.run((tx) => createLead(tx, LEAD));
  expect(await firm.deliveries(subscriptionId)).toMatchObject([{ sequence: 1 }]);
});

test("each subscription gets what it asked for: one number for an event, one message id for a delivery", async () => {
  const firm = await createOutgoingFirm("org_fan_out");
  const leadsOnly = await firm.subscribe({ eventTypes: ["lead.created"] });
  const both = await firm.subscribe({ eventTypes: ["contact.created", "lead.created"] });
  const paused = await firm.subscribe();
  await firm.run((tx) => setSubscriptionState(tx, { subscriptionId: paused.subscriptionId, state: "paused" }));
  await firm.run((tx) => createLead(tx, LEAD));
  await firm.run((tx) =>
    createContact(tx, { firstName: "Ana", lastName: "Lopez", preferredLanguage: "es", email: null, notes: null }),
  );
  const first = await firm.deliveries(leadsOnly.subscriptionId);
  const second = await firm.deliveries(both.subscriptionId);
  expect(first.map(({ sequence }) => sequence)).toEqual([1]);
  expect(second.map(({ sequence, eventType }) => [sequence, eventType])).toEqual([
    [1, "lead.created"],
    [2, "contact.created"],
  ]);
  expect(first[0]?.messageId).not.toBe(second[0]?.messageId);
  expect((await firm.payloads(leadsOnly.subscriptionId))[0]?.["id"]).toBe(
    (await firm.payloads(both.subscriptionId))[0]?.["id"],
  );
  expect(await firm.deliveries(paused.subscriptionId)).toEqual([]);
});

test("without a subscription an event is one query and leaves no row", async () => {
  const firm = await createOutgoingFirm("org_no_subscription");
  const { id } = await firm.run((tx) => createLead(tx, LEAD));
  const statements = await firm.run(async (tx) => {
    let count = 0;
    const counting = new Proxy(tx, {
      get(target, name, receiver) {
        if (["select", "insert", "update", "delete", "execute"].includes(String(name))) count += 1;
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    await publishEvent(counting, { type: "lead.created", subjectId: id });
    return count;
  });
  expect(statements).toBe(1);
  const counted = await firm.run((tx) => tx.select({ count: sql<number>`count(*)::int` }).from(webhookDeliveries));
  expect(counted).toEqual([{ count: 0 }]);
});

test("TEN-02 an event of one firm goes to no subscription of another", async () => {
  const [mine, theirs] = [await createOutgoingFirm("org_events_mine"), await createOutgoingFirm("org_events_theirs")];
  const own = await mine.subscribe();
  const foreign = await theirs.subscribe();
  const { id } = await mine.run((tx) => createLead(tx, LEAD));
  await theirs.run((tx) => publishEvent(tx, { type: "lead.created", subjectId: id }));
  expect(await mine.deliveries(own.subscriptionId)).toHaveLength(1);
  expect(await theirs.deliveries(foreign.subscriptionId)).toEqual([]);
  expect(await theirs.deliveries(own.subscriptionId)).toEqual([]);
});
