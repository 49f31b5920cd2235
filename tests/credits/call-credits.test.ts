import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { creditEntries } from "@/db/schema/credit-entries";
import { creditHolds } from "@/db/schema/credit-holds";
import { inTenant } from "@/db/tenant";
import { LONGEST_CALL_SECONDS } from "@/lib/domain/calls/call-credits";
import type { CallOutcome } from "@/lib/domain/calls/call-outcome";
import { cancelCall } from "@/lib/domain/calls/cancel-call";
import { draftCall } from "@/lib/domain/calls/draft-call";
import { settleFollowUp } from "@/lib/domain/calls/follow-up-call";
import { FOLLOW_UP_DELAYS_SECONDS } from "@/lib/domain/calls/look-up-delays";
import { recordCallReport } from "@/lib/domain/calls/record-call-report";
import { scheduleCall } from "@/lib/domain/calls/schedule-call";
import { settleDial } from "@/lib/domain/calls/settle-dial";
import { listEntries } from "@/lib/domain/credits/list-entries";
import { assistantDefinition } from "@/lib/integrations/vapi/assistant-definition";
import { CALLING_TIME, type CallingFirm, createCallingFirm } from "../support/calling-firm";
import { createTestDatabase, type TestDatabase, testPrincipal } from "../support/test-database";
import { auditLedger } from "./ledger";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

async function schedule(firm: CallingFirm) {
  const choice = { caseId: firm.caseId, purpose: "case_information", language: "en", when: "now" } as const;
  const { sealedDraft } = await inTenant(firm.principal, (tx) => draftCall(tx, { ...choice, now: CALLING_TIME }));
  const confirmation = { sealedDraft, idempotencyKey: randomUUID(), userId: firm.userId, now: CALLING_TIME };
  return inTenant(firm.principal, (tx) => scheduleCall(tx, confirmation));
}

async function scheduled(firm: CallingFirm): Promise<string> {
  const result = await schedule(firm);
  if (result.kind !== "scheduled") throw new Error(result.kind);
  return result.callId;
}

async function report(firm: CallingFirm, callId: string, spoken: { seconds: number; outcome: CallOutcome }) {
  const startedAt = new Date(CALLING_TIME.getTime() + 60_000);
  const endedAt = new Date(startedAt.getTime() + spoken.seconds * 1_000);
  await inTenant(firm.principal, (tx) =>
    recordCallReport(tx, {
      callId,
      providerCallId: randomUUID(),
      reportedAt: endedAt,
      receivedAt: endedAt,
      end: { reason: "reason", outcome: spoken.outcome },
      startedAt,
      endedAt,
      durationSeconds: null,
      costUsd: null,
      summary: null,
      structuredData: null,
      turns: [],
      toolCalls: [],
      recordingConsent: null,
    }),
  );
}

async function standing(firm: CallingFirm) {
  const { balance, held, problems } = await auditLedger(database.asOwner, firm.principal.tenantId);
  expect(problems).toEqual([]);
  return { balance, held };
}

test("the price that is set aside covers the longest call that the assistant can hold", () => {
  expect(assistantDefinition({ url: "https://example.test" }).maxDurationSeconds).toBe(LONGEST_CALL_SECONDS);
});

test("AVL-01 a call sets the longest call's price aside and costs its begun minutes, once", async () => {
  const firm = await createCallingFirm({ orgId: "org_call_credits", credits: 250 });
  const callId = await scheduled(firm);
  expect(await standing(firm)).toEqual({ balance: 150, held: 100 });
  const [hold] = await inTenant(firm.principal, (tx) => tx.select().from(creditHolds));
  expect(hold).toMatchObject({ subjectType: "call", subjectId: callId, userId: firm.userId, channel: "voice" });
  for (const seconds of [95, 300]) await report(firm, callId, { seconds, outcome: "answered_completed" });
  expect(await standing(firm)).toEqual({ balance: 230, held: 0 });
});

test("a call that nobody answered, that was cancelled or refused costs nothing", async () => {
  const firm = await createCallingFirm({ orgId: "org_free_calls", credits: 100 });
  const unanswered = await scheduled(firm);
  await report(firm, unanswered, { seconds: 30, outcome: "no_answer" });
  expect(await standing(firm)).toEqual({ balance: 100, held: 0 });
  const cancelled = await scheduled(firm);
  await inTenant(firm.principal, (tx) => cancelCall(tx, cancelled));
  expect(await standing(firm)).toEqual({ balance: 100, held: 0 });
  const refused = await scheduled(firm);
  await inTenant(firm.principal, async (tx) => {
    await tx.update(callLogs).set({ dialState: "dialling" }).where(eq(callLogs.id, refused));
    await settleDial(tx, { callId: refused, answer: { kind: "refused", reason: "bad_key" }, now: CALLING_TIME });
  });
  expect(await standing(firm)).toEqual({ balance: 100, held: 0 });
  const reasons = await inTenant(firm.principal, (tx) =>
    tx.select({ reason: creditEntries.reason }).from(creditEntries).where(eq(creditEntries.kind, "release")),
  );
  expect(reasons.map(({ reason }) => reason)).toEqual(["not_used", "cancelled_by_staff", "bad_key"]);
});

test("a call that is never reported costs what its statuses told, and nothing without them", async () => {
  const firm = await createCallingFirm({ orgId: "org_no_report", credits: 200 });
  const last = { round: FOLLOW_UP_DELAYS_SECONDS.length - 1, now: CALLING_TIME };
  const spoken = await scheduled(firm);
  const silent = await scheduled(firm);
  await inTenant(firm.principal, async (tx) => {
    const endedAt = new Date(CALLING_TIME.getTime() + 61_000);
    const told = { state: "ended", outcome: "answered_completed", answeredAt: CALLING_TIME, endedAt } as const;
    await tx.update(callLogs).set(told).where(eq(callLogs.id, spoken));
    await settleFollowUp(tx, { callId: spoken, ...last });
    await settleFollowUp(tx, { callId: silent, ...last });
  });
  expect(await standing(firm)).toEqual({ balance: 180, held: 0 });
});

test("a call to the firm is charged when it is reported, as far as the balance goes, and the rest is named", async () => {
  const firm = await createCallingFirm({ orgId: "org_inbound", credits: 25 });
  const insert = () =>
    inTenant(firm.principal, async (tx) => {
      const [call] = await tx
        .insert(callLogs)
        .values({ direction: "inbound", purpose: "inbound", language: "en", clientNumber: firm.e164, state: "ringing" })
        .returning({ id: callLogs.id });
      return call?.id ?? "";
    });
  const first = await insert();
  await report(firm, first, { seconds: 20, outcome: "answered_completed" });
  await report(firm, first, { seconds: 20, outcome: "answered_completed" });
  expect(await standing(firm)).toEqual({ balance: 15, held: 0 });
  await report(firm, await insert(), { seconds: 121, outcome: "transferred" });
  expect(await standing(firm)).toEqual({ balance: 0, held: 0 });
  await report(firm, await insert(), { seconds: 10, outcome: "answered_completed" });
  const reasons = await inTenant(firm.principal, (tx) =>
    tx.select({ reason: creditEntries.reason }).from(creditEntries).where(eq(creditEntries.kind, "hold")),
  );
  expect(reasons.map(({ reason }) => reason)).toEqual([null, "short_by:15", "short_by:10"]);
});

test("AVL-01 without credits the gate blocks a call before anything is kept, and says what is missing", async () => {
  const firm = await createCallingFirm({ orgId: "org_poor", credits: 99 });
  const result = await schedule(firm);
  if (result.kind !== "blocked") throw new Error(result.kind);
  const rule = result.decision.rules.find(({ code }) => code === "credits");
  expect(rule).toMatchObject({ status: "blocked", evidence: { needed: 100, available: 99 } });
  expect(await standing(firm)).toEqual({ balance: 99, held: 0 });
  expect(await inTenant(firm.principal, (tx) => tx.select({ id: callLogs.id }).from(callLogs))).toEqual([]);
});

test("TEN-05 who stands outside the wall reads the credits of a call, and neither its client nor which call it was", async () => {
  const firm = await createCallingFirm({ orgId: "org_wall_credits", restrictedTo: ["user_of_org_wall_credits"] });
  const callId = await scheduled(firm);
  const outsider = testPrincipal("org_wall_credits", { actor: { type: "user", userId: "user_outside" } });
  const filter = { kind: null, channel: null, userId: null, from: null, to: null, before: null, limit: 10 };
  const read = async (principal: CallingFirm["principal"]) =>
    (await inTenant(principal, (tx) => listEntries(tx, filter))).rows[0];
  expect(await read(firm.principal)).toMatchObject({
    kind: "hold",
    balanceDelta: -100,
    record: { kind: "call", id: callId, contactName: "Rosa Canarylast" },
  });
  expect(await read(outsider)).toMatchObject({ kind: "hold", balanceDelta: -100, record: null });
});
