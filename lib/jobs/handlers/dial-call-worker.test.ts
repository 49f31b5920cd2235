import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { inTenant } from "@/db/tenant";
import { contactNow, isDemoClock } from "@/lib/core/contact-clock";
import { draftCall } from "@/lib/domain/calls/draft-call";
import { findCall } from "@/lib/domain/calls/find-call";
import { scheduleCall } from "@/lib/domain/calls/schedule-call";
import { federalHolidayOn } from "@/lib/domain/compliance/federal-holidays";
import { startWorker } from "@/lib/jobs/worker";
import { createCallingFirm } from "@/tests/support/calling-firm";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { type RunningVoiceSimulator, startVoiceSimulator } from "@/tests/support/voice-simulator";

let database: TestDatabase;
let voice: RunningVoiceSimulator;
beforeAll(async () => {
  voice = await startVoiceSimulator();
  vi.stubEnv("VAPI_BASE_URL", voice.baseUrl);
  vi.stubEnv("DOCKETLINE_MODE", "embedded");
  vi.stubEnv("DOCKETLINE_DEMO_CLOCK_MINUTES", String(minutesToCallingHours()));
  database = await createTestDatabase("pglite");
});
afterAll(async () => {
  await database.drop();
  await voice.close();
});

/** From now to 18:00 UTC of a coming working day: inside every calling hour of the country and of the firm. */
function minutesToCallingHours(): number {
  const now = new Date();
  const day = new Date(now);
  day.setUTCHours(18, 0, 0, 0);
  const isFit = () =>
    day > now && ![0, 6].includes(day.getUTCDay()) && federalHolidayOn(day.toISOString().slice(0, 10)) === null;
  while (!isFit()) day.setUTCDate(day.getUTCDate() + 1);
  return Math.ceil((day.getTime() - now.getTime()) / 60_000);
}

test("R11 on the demo's clock a confirmed call is dialled by the worker within seconds, once", async () => {
  const apiKey = "vapi-sim-worker";
  const firm = await createCallingFirm({ orgId: "org_worker", apiKey, ...(await voice.addAccount(apiKey)) });
  const { caseId, userId } = firm;
  const now = new Date();
  const callId = await inTenant(firm.principal, async (tx) => {
    const choice = { caseId, purpose: "case_information", language: "en", when: "now" } as const;
    const { sealedDraft } = await draftCall(tx, { ...choice, now });
    const result = await scheduleCall(tx, { sealedDraft, idempotencyKey: randomUUID(), userId, now });
    if (result.kind !== "scheduled") throw new Error(JSON.stringify(result));
    return result.callId;
  });
  await startWorker();
  const read = () => inTenant(firm.principal, (tx) => findCall(tx, callId));
  await vi.waitFor(async () => expect((await read())?.dialState).toBe("placed"), { timeout: 20_000, interval: 100 });
  const call = await read();
  expect(isDemoClock()).toBe(true);
  expect(call?.scheduledFor).toEqual(contactNow(now));
  expect(Math.abs((call?.dialAttemptedAt?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  expect(voice.postsTo(firm.e164)).toHaveLength(1);
});
