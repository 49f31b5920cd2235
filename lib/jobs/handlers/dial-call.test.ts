import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { callTokens } from "@/db/schema/call-tokens";
import { consents } from "@/db/schema/consents";
import { inTenant } from "@/db/tenant";
import { beginDial } from "@/lib/domain/calls/begin-dial";
import { draftCall } from "@/lib/domain/calls/draft-call";
import { findCall } from "@/lib/domain/calls/find-call";
import { RECONCILE_DELAYS_SECONDS } from "@/lib/domain/calls/look-up-delays";
import { scheduleCall } from "@/lib/domain/calls/schedule-call";
import { recordOptOut } from "@/lib/domain/opt-outs/record-opt-out";
import { placeCall } from "@/lib/integrations/vapi/place-call";
import type { Runner } from "@/lib/jobs/runner";
import { saveApiKey } from "@/lib/vault/save-api-key";
import {
  CALLING_TIME,
  type CallingFirm,
  type CallingFirmOptions,
  createCallingFirm,
  insertConsent,
} from "@/tests/support/calling-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { type RunningVoiceSimulator, startVoiceSimulator } from "@/tests/support/voice-simulator";
import { dialCall } from "./dial-call";
import { followUpCall } from "./follow-up-call";
import { reconcileCall } from "./reconcile-call";

let database: TestDatabase;
let voice: RunningVoiceSimulator;
beforeAll(async () => {
  voice = await startVoiceSimulator();
  vi.stubEnv("VAPI_BASE_URL", voice.baseUrl);
  database = await createTestDatabase("pglite");
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
});
afterAll(async () => {
  vi.useRealTimers();
  await voice.close();
  await database.drop();
});

let lastNumber = 100;

type ScheduledCall = CallingFirm & { callId: string; payloadText: string };

/** A firm with an account at the simulator, and one confirmed call to a number of its own. */
async function scheduledCall(name: string, options: Partial<CallingFirmOptions> = {}): Promise<ScheduledCall> {
  lastNumber += 1;
  const apiKey = `vapi-sim-${name}`;
  const account = await voice.addAccount(apiKey);
  const firm = await createCallingFirm({
    orgId: `org_${name}`,
    apiKey,
    e164: `+160255501${String(lastNumber).slice(-2)}`,
    ...account,
    ...options,
  });
  return { ...firm, ...(await confirmOne(firm)) };
}

async function confirmOne(firm: CallingFirm): Promise<{ callId: string; payloadText: string }> {
  const { userId, caseId } = firm;
  const now = new Date();
  return inTenant(firm.principal, async (tx) => {
    const choice = { caseId, purpose: "case_information", language: "en", when: "now" } as const;
    const { sealedDraft, payloadText } = await draftCall(tx, { ...choice, now });
    const result = await scheduleCall(tx, { sealedDraft, idempotencyKey: randomUUID(), userId, now });
    if (result.kind !== "scheduled") throw new Error(result.kind);
    return { callId: result.callId, payloadText };
  });
}

function run(work: Runner, call: ScheduledCall, options: { round?: number; retryCount?: number } = {}) {
  return work.run({
    id: randomUUID(),
    data: { tenantId: call.principal.tenantId, payload: { callId: call.callId, round: options.round ?? 0 } },
    retryCount: options.retryCount ?? 0,
    retryLimit: 8,
    signal: new AbortController().signal,
  });
}

async function read(call: ScheduledCall) {
  const row = await inTenant(call.principal, (tx) => findCall(tx, call.callId));
  if (!row) throw new Error("the call is gone");
  return row;
}

async function waitingJobs(call: ScheduledCall): Promise<string[]> {
  const { rows } = await database.asOwner(
    "select name from pgboss.job where data->'payload'->>'callId' = $1 and name <> 'calls.dial' order by name",
    [call.callId],
  );
  return rows.map((row) => (row as { name: string }).name);
}

function sleepUntilLater(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}

test("R11 the call is placed with exactly the bytes of the preview, and is queued once the provider has it", async () => {
  const call = await scheduledCall("placed");
  expect(await run(dialCall, call)).toEqual({ status: "completed" });
  expect(voice.postsTo(call.e164)).toEqual([call.payloadText]);
  const row = await read(call);
  expect(row).toMatchObject({ state: "queued", dialState: "placed", dialAttemptedAt: CALLING_TIME, isSimulated: true });
  expect(row.decision).toMatchObject({ moment: "reserve", verdict: "allowed" });
  expect(row.dialDecision).toMatchObject({ moment: "dial", verdict: "allowed" });
  expect(await waitingJobs(call)).toEqual(["calls.follow-up"]);
});

test("AVL-02 a dial job that is delivered again, in whatever state, does not dial again", async () => {
  const call = await scheduledCall("again");
  for (const _ of [1, 2, 3]) await run(dialCall, call);
  await Promise.all([run(dialCall, call), run(dialCall, call)]);
  expect(voice.postsTo(call.e164)).toHaveLength(1);
});

test.each(["lost-answer", "error-after-create"] as const)(
  "AVL-02 after %s the call is unknown, is never dialled again, and is found by look-up",
  async (fault) => {
    const call = await scheduledCall(`lost_${fault.replaceAll("-", "_")}`);
    voice.simulator.planNextCall({ number: call.e164, faults: [fault] });
    expect(await run(dialCall, call)).toEqual({ status: "completed" });
    expect(await read(call)).toMatchObject({ state: "scheduled", dialState: "unknown" });
    await run(dialCall, call, { retryCount: 1 });
    expect(await waitingJobs(call)).toEqual(["calls.reconcile"]);
    sleepUntilLater(5);
    await run(reconcileCall, call);
    const placed = voice.simulator.calls().filter(({ customer }) => customer?.number === call.e164);
    expect(placed).toHaveLength(1);
    expect(voice.postsTo(call.e164)).toEqual([call.payloadText]);
    expect(await read(call)).toMatchObject({ state: "queued", dialState: "placed" });
    const [row] = await inTenant(call.principal, (tx) => tx.select().from(callLogs));
    expect(row?.providerCallId).toBe(placed[0]?.id);
  },
);

test("AVL-02 a process that dies between the reservation and the request has placed nothing, and says so only after two minutes", async () => {
  const call = await scheduledCall("died_before");
  await inTenant(call.principal, (tx) => beginDial(tx, { callId: call.callId, now: new Date() }));
  expect(await read(call)).toMatchObject({ dialState: "dialling" });
  await run(dialCall, call, { retryCount: 1 });
  expect(await read(call)).toMatchObject({ dialState: "dialling" });
  sleepUntilLater(90);
  await run(dialCall, call, { retryCount: 2 });
  expect(await read(call)).toMatchObject({ dialState: "unknown" });
  for (const [round, delay] of RECONCILE_DELAYS_SECONDS.entries()) {
    expect(await read(call)).toMatchObject({ dialState: "unknown", state: "scheduled" });
    sleepUntilLater(delay);
    await run(reconcileCall, call, { round });
  }
  expect(RECONCILE_DELAYS_SECONDS.reduce((sum, delay) => sum + delay, 0)).toBeGreaterThan(120);
  expect(await read(call)).toMatchObject({
    state: "ended",
    dialState: "refused",
    outcome: "not_placed",
    failureCode: "not_placed",
  });
  expect(voice.postsTo(call.e164)).toEqual([]);
});

test("AVL-02 a process that dies right after the request has placed one call, which is found", async () => {
  const call = await scheduledCall("died_after");
  const dial = await inTenant(call.principal, (tx) => beginDial(tx, { callId: call.callId, now: new Date() }));
  if (dial.kind !== "dial") throw new Error(dial.kind);
  await placeCall(dial);
  sleepUntilLater(90);
  await run(dialCall, call, { retryCount: 1 });
  await run(reconcileCall, call);
  expect(voice.postsTo(call.e164)).toHaveLength(1);
  expect(await read(call)).toMatchObject({ dialState: "placed", state: "queued" });
});

test("a 429 leaves the call waiting without an attempt, and the queue tries again; the last try ends it plainly", async () => {
  const call = await scheduledCall("limited");
  voice.simulator.planNextCall({ number: call.e164, faults: ["rate-limited"], count: 2 });
  expect(await run(dialCall, call)).toEqual({ status: "failed", code: "rate_limited" });
  expect(await read(call)).toMatchObject({ state: "scheduled", dialState: "waiting", dialAttemptedAt: null });
  expect(await run(dialCall, call, { retryCount: 8 })).toEqual({ status: "completed" });
  expect(await read(call)).toMatchObject({ state: "ended", outcome: "not_placed", failureCode: "rate_limited" });
  expect(voice.simulator.calls().filter(({ customer }) => customer?.number === call.e164)).toEqual([]);
  const other = await scheduledCall("limited_once");
  voice.simulator.planNextCall({ number: other.e164, faults: ["rate-limited"] });
  await run(dialCall, other);
  expect(await run(dialCall, other, { retryCount: 1 })).toEqual({ status: "completed" });
  expect(await read(other)).toMatchObject({ dialState: "placed" });
});

test("a refusal of the provider ends the call with a plain reason and a dead token", async () => {
  const call = await scheduledCall("wrong_key");
  await inTenant(call.principal, (tx) =>
    saveApiKey(tx, { service: "vapi", key: "revoked-at-the-vendor", userId: null, overlapHours: 0 }),
  );
  expect(await run(dialCall, call)).toEqual({ status: "completed" });
  expect(await read(call)).toMatchObject({
    state: "ended",
    dialState: "refused",
    outcome: "config_error",
    failureCode: "bad_key",
  });
  const [token] = await inTenant(call.principal, (tx) => tx.select().from(callTokens));
  expect(token?.revokedAt).not.toBeNull();
  const gone = await scheduledCall("no_assistant", { assistantId: randomUUID() });
  await run(dialCall, gone);
  expect(await read(gone)).toMatchObject({ outcome: "config_error", failureCode: "bad_request" });
});

test("CMP-01 a STOP between scheduling and dialling cancels the call, and nothing is sent", async () => {
  const call = await scheduledCall("stop");
  const stop = await inTenant(call.principal, (tx) =>
    recordOptOut(tx, { e164: call.e164, channel: "sms", kind: "stop", source: "sms", occurredAt: new Date() }),
  );
  expect(stop).toMatchObject({ state: "opted_out", cancelledCalls: 1 });
  expect(await run(dialCall, call)).toEqual({ status: "completed" });
  expect(voice.postsTo(call.e164)).toEqual([]);
  expect(await read(call)).toMatchObject({ state: "cancelled", outcome: "canceled", failureCode: "opted_out" });
});

test("CMP-01 the gate is asked again at the moment of dialling: consent gone, or the evening begun", async () => {
  const call = await scheduledCall("consent_gone");
  await inTenant(call.principal, (tx) => tx.update(consents).set({ revokedAt: new Date() }));
  await run(dialCall, call);
  const row = await read(call);
  expect(row).toMatchObject({
    state: "cancelled",
    dialState: "blocked",
    outcome: "blocked",
    failureCode: "gate_blocked",
  });
  expect(row.dialDecision?.rules.find(({ code }) => code === "consent")?.status).toBe("blocked");
  vi.setSystemTime(new Date("2026-11-25T00:50:00Z"));
  const late = await scheduledCall("evening");
  vi.setSystemTime(new Date("2026-11-25T01:05:00Z"));
  await run(dialCall, late);
  expect(await read(late)).toMatchObject({ dialState: "blocked", failureCode: "gate_blocked" });
  expect([...voice.postsTo(call.e164), ...voice.postsTo(late.e164)]).toEqual([]);
});

test("AI-08 a call prepared for recording is not dialled when the consent to record is gone", async () => {
  const apiKey = "vapi-sim-recorded";
  const account = await voice.addAccount(apiKey);
  const firm = await createCallingFirm({
    orgId: "org_recorded",
    apiKey,
    e164: "+16025550199",
    isRecordingEnabled: true,
    ...account,
  });
  const consentId = await inTenant(firm.principal, (tx) => insertConsent(tx, { ...firm, channel: "recording" }));
  const call = { ...firm, ...(await confirmOne(firm)) };
  expect(call.payloadText).toContain('"recordingEnabled":true');
  await inTenant(firm.principal, (tx) =>
    tx.update(consents).set({ revokedAt: new Date() }).where(eq(consents.id, consentId)),
  );
  await run(dialCall, call);
  expect(await read(call)).toMatchObject({ dialState: "blocked", failureCode: "recording_not_allowed" });
  expect(voice.postsTo(call.e164)).toEqual([]);
});

test("a call that no worker could dial within an hour is not dialled out of the blue", async () => {
  const call = await scheduledCall("late");
  sleepUntilLater(61 * 60);
  await run(dialCall, call);
  expect(await read(call)).toMatchObject({ state: "ended", outcome: "not_placed", failureCode: "too_late" });
  expect(voice.postsTo(call.e164)).toEqual([]);
});

test("a call whose webhooks never come gets its end, transcript and outcome by asking the provider", async () => {
  const call = await scheduledCall("silent");
  voice.simulator.planNextCall({ number: call.e164, faults: ["silence"], persona: "address-and-birth" });
  await run(dialCall, call);
  await voice.simulator.settled();
  sleepUntilLater(30);
  await run(followUpCall, call);
  expect(await read(call)).toMatchObject({ reportedAt: null });
  sleepUntilLater(120);
  await run(followUpCall, call, { round: 1 });
  const row = await read(call);
  expect(row).toMatchObject({ state: "ended", outcome: "answered_completed" });
  expect(row.reportedAt).not.toBeNull();
  expect(row.transcript.length).toBeGreaterThan(2);
  const before = row.revision;
  await run(followUpCall, call, { round: 2 });
  expect((await read(call)).revision).toBe(before);
});

test("a call of which the provider knows nothing more ends as unknown after the last question, not before", async () => {
  const call = await scheduledCall("vanished");
  await run(dialCall, call);
  await inTenant(call.principal, (tx) => tx.update(callLogs).set({ providerCallId: "vanished-at-the-provider" }));
  await run(followUpCall, call, { round: 3 });
  expect(await read(call)).toMatchObject({ state: "queued", outcome: null });
  await run(followUpCall, call, { round: 6 });
  expect(await read(call)).toMatchObject({ state: "ended", outcome: "unknown", failureCode: "no_report" });
});
