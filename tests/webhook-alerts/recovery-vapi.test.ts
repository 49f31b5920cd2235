import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { callLogs } from "@/db/schema/call-logs";
import { webhookAlerts } from "@/db/schema/webhook-alerts";
import { webhookEvents } from "@/db/schema/webhook-events";
import { inTenant } from "@/db/tenant";
import { draftCall } from "@/lib/domain/calls/draft-call";
import { scheduleCall } from "@/lib/domain/calls/schedule-call";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { dialCall } from "@/lib/jobs/handlers/dial-call";
import { processWebhookEvent } from "@/lib/jobs/handlers/process-webhook-event";
import { recoverWebhooks } from "@/lib/jobs/handlers/recover-webhooks";
import type { Runner } from "@/lib/jobs/runner";
import { CALLING_TIME, type CallingFirm, createCallingFirm } from "../support/calling-firm";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { type RunningVoiceSimulator, startVoiceSimulator } from "../support/voice-simulator";

let database: TestDatabase;
let voice: RunningVoiceSimulator;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: CALLING_TIME });
  voice = await startVoiceSimulator();
  vi.stubEnv("VAPI_BASE_URL", voice.baseUrl);
  database = await createTestDatabase("pglite");
});
afterAll(async () => {
  vi.useRealTimers();
  await voice.close();
  await database.drop();
});

function run(work: Runner, { principal }: CallingFirm, payload: object) {
  return work.run({
    id: randomUUID(),
    data: { tenantId: principal.tenantId, payload },
    retryCount: 5,
    retryLimit: 5,
    signal: new AbortController().signal,
  });
}

/** A call that the provider placed and of which it told nothing. */
async function untoldCall(firm: CallingFirm): Promise<string> {
  const now = new Date();
  const callId = await inTenant(firm.principal, async (tx) => {
    const choice = { caseId: firm.caseId, purpose: "case_information", language: "en", when: "now" } as const;
    const { sealedDraft } = await draftCall(tx, { ...choice, now });
    const result = await scheduleCall(tx, { sealedDraft, idempotencyKey: randomUUID(), userId: firm.userId, now });
    if (result.kind !== "scheduled") throw new Error(result.kind);
    return result.callId;
  });
  await run(dialCall, firm, { callId });
  await vi.waitFor(
    () => {
      const call = voice.simulator.calls().find(({ customer }) => customer?.number === firm.e164);
      expect(call?.status).toBe("ended");
    },
    { timeout: 20_000 },
  );
  return callId;
}

async function openFirm(name: string, e164: string) {
  const apiKey = `vapi-sim-${name}`;
  const firm = await createCallingFirm({ orgId: `org_${name}`, apiKey, e164, ...(await voice.addAccount(apiKey)) });
  const { endpointId } = await inTenant(firm.principal, (tx) =>
    createEndpoint(tx, { provider: "vapi", mode: "standard-webhooks" }),
  );
  const [alert] = await inTenant(firm.principal, (tx) =>
    tx
      .insert(webhookAlerts)
      .values({ endpointId, kind: "silent", since: new Date() })
      .returning({ id: webhookAlerts.id }),
  );
  return { ...firm, endpointId, alertId: alert?.id ?? "" };
}

test("WH-05 the report of a call that VAPI could not tell is recovered from its list once, and the call ends by it", async () => {
  const firm = await openFirm("recovered", "+16025550181");
  const stranger = await openFirm("stranger", "+16025550182");
  const callId = await untoldCall(firm);
  await untoldCall(stranger);
  const span = { from: CALLING_TIME.toISOString(), to: new Date(Date.now() + 600_000).toISOString() };
  const recover = (of: typeof firm) =>
    run(recoverWebhooks, of, { endpointId: of.endpointId, alertId: of.alertId, ...span, isAutomatic: false });
  const read = async (of: typeof firm) =>
    inTenant(of.principal, async (tx) => ({
      calls: await tx.select().from(callLogs),
      events: await tx.select().from(webhookEvents),
      alert: (await tx.select().from(webhookAlerts).where(eq(webhookAlerts.id, of.alertId)))[0],
    }));
  expect(await recover(firm)).toEqual({ status: "completed" });
  expect((await read(firm)).events, "half a report is not taken").toEqual([]);
  vi.setSystemTime(Date.now() + 600_000);
  expect(await recover(firm)).toEqual({ status: "completed" });
  const { events, alert } = await read(firm);
  expect(alert).toMatchObject({ recoveredCount: 1, reconciliationFailure: null });
  expect(events).toMatchObject([
    { origin: "recovered", verification: "recovered", eventType: "end-of-call-report", callId, state: "received" },
  ]);
  expect(await run(processWebhookEvent, firm, { eventId: events[0]?.id })).toEqual({ status: "completed" });
  expect((await read(firm)).calls).toMatchObject([
    { id: callId, state: "ended", reportedAt: expect.any(Date), outcome: expect.any(String) },
  ]);
  expect(await recover(firm)).toEqual({ status: "completed" });
  expect((await read(firm)).events).toHaveLength(1);
  expect((await read(stranger)).events, "one account's list holds nothing of another's").toEqual([]);
});
