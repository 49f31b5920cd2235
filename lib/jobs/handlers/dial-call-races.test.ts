import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { inTenant } from "@/db/tenant";
import { draftCall } from "@/lib/domain/calls/draft-call";
import { scheduleCall } from "@/lib/domain/calls/schedule-call";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { CALLING_TIME, type CallingFirm, createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "@/tests/support/test-database";
import { type RunningVoiceSimulator, startVoiceSimulator } from "@/tests/support/voice-simulator";
import { dialCall } from "./dial-call";

const hasPostgres = await postgresAnswers();

let database: TestDatabase;
let voice: RunningVoiceSimulator;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
  voice = await startVoiceSimulator();
  vi.stubEnv("VAPI_BASE_URL", voice.baseUrl);
  database = await createTestDatabase(hasPostgres ? "pg" : "pglite");
});
afterAll(async () => {
  vi.useRealTimers();
  await voice.close();
  await database.drop();
});

async function callingFirm(name: string, e164: string): Promise<CallingFirm> {
  const apiKey = `vapi-sim-${name}`;
  return createCallingFirm({ orgId: `org_${name}`, apiKey, e164, ...(await voice.addAccount(apiKey)) });
}

async function confirm(firm: CallingFirm): Promise<string> {
  const now = new Date();
  const choice = { caseId: firm.caseId, purpose: "case_information", language: "en", when: "now" } as const;
  const { sealedDraft } = await inTenant(firm.principal, (tx) => draftCall(tx, { ...choice, now }));
  const confirmation = { sealedDraft, idempotencyKey: randomUUID(), userId: firm.userId, now };
  const result = await inTenant(firm.principal, (tx) => scheduleCall(tx, confirmation));
  if (result.kind !== "scheduled") throw new Error(result.kind);
  return result.callId;
}

function dial(firm: CallingFirm, callId: string) {
  return dialCall.run({
    id: randomUUID(),
    data: { tenantId: firm.principal.tenantId, payload: { callId } },
    retryCount: 0,
    retryLimit: 8,
    signal: new AbortController().signal,
  });
}

test("AVL-02 twenty workers that hold the same dial at once place one call", async () => {
  const firm = await callingFirm("twenty", "+16025550150");
  const callId = await confirm(firm);
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => dial(firm, callId)));
  expect(outcomes).toEqual(outcomes.map(() => ({ status: "completed" })));
  expect(voice.postsTo(firm.e164)).toHaveLength(1);
  const [call] = await inTenant(firm.principal, (tx) => tx.select().from(callLogs));
  expect(call).toMatchObject({ dialState: "placed", state: "queued" });
});

test("AVL-02 twenty confirmations with one key, at once, are one call", async () => {
  const firm = await callingFirm("confirm_race", "+16025550151");
  const now = new Date();
  const choice = { caseId: firm.caseId, purpose: "callback", language: "en", when: "now" } as const;
  const { sealedDraft } = await inTenant(firm.principal, (tx) => draftCall(tx, { ...choice, now }));
  const confirmation = { sealedDraft, idempotencyKey: randomUUID(), userId: firm.userId, now };
  const results = await Promise.all(
    Array.from({ length: 20 }, () => inTenant(firm.principal, (tx) => scheduleCall(tx, confirmation))),
  );
  expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
  expect(await inTenant(firm.principal, (tx) => tx.select({ id: callLogs.id }).from(callLogs))).toHaveLength(1);
});

test("CMP-01 a STOP that races dials: no dial is reserved after it commits, and every call that was not dialled is taken back", async () => {
  for (let round = 0; round < 8; round += 1) {
    const firm = await callingFirm(`stop_race_${round}`, `+1602555016${round}`);
    const callIds = [await confirm(firm), await confirm(firm), await confirm(firm)];
    const stop = inTenant(firm.principal, async (tx) => {
      const result = await recordOptOut(tx, {
        e164: firm.e164,
        channel: "all",
        kind: "stop",
        source: "staff",
        occurredAt: new Date(),
      });
      const rows = await tx.select({ attemptedAt: callLogs.dialAttemptedAt }).from(callLogs);
      return { ...result, dialledBefore: rows.filter(({ attemptedAt }) => attemptedAt !== null).length };
    });
    const [stopped] = await Promise.all([stop, ...callIds.map((callId) => dial(firm, callId))]);
    expect(voice.postsTo(firm.e164)).toHaveLength(stopped.dialledBefore);
    expect(stopped.cancelledCalls).toBe(3 - stopped.dialledBefore);
    await Promise.all(callIds.map((callId) => dial(firm, callId)));
    expect(voice.postsTo(firm.e164)).toHaveLength(stopped.dialledBefore);
  }
});

test("CMP-01 of confirmations that race for the last place of a day, none is one too many", async () => {
  const firm = await callingFirm("frequency_race", "+16025550152");
  const now = new Date();
  const choice = { caseId: firm.caseId, purpose: "case_information", language: "en", when: "now" } as const;
  const results = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const { sealedDraft } = await inTenant(firm.principal, (tx) => draftCall(tx, { ...choice, now }));
      const confirmation = { sealedDraft, idempotencyKey: randomUUID(), userId: firm.userId, now };
      return inTenant(firm.principal, (tx) => scheduleCall(tx, confirmation));
    }),
  );
  expect(results.map(({ kind }) => kind).toSorted()).toEqual([
    ...Array.from({ length: 5 }, () => "blocked"),
    ...Array.from({ length: 3 }, () => "scheduled"),
  ]);
});
