import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { complianceSettings } from "@/db/schema/compliance-settings";
import { inTenant } from "@/db/tenant";
import { federalHolidayOn } from "@/lib/domain/compliance/federal-holidays";
import { recordTwilioFacts } from "@/lib/integrations/twilio/webhook-record";
import { startWorker } from "@/lib/jobs/worker";
import { createSendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "@/tests/support/test-database";
import { startTextProvider, type TextProvider } from "@/tests/support/text-provider";

const hasPostgres = await postgresAnswers();

let database: TestDatabase;
let provider: TextProvider;
beforeAll(async () => {
  provider = await startTextProvider();
  vi.stubEnv("TWILIO_BASE_URL", provider.baseUrl);
  vi.stubEnv("DOCKETLINE_MODE", "embedded");
  vi.stubEnv("DOCKETLINE_DEMO_CLOCK_MINUTES", String(minutesToCallingHours()));
  database = await createTestDatabase(hasPostgres ? "pg" : "pglite");
});
afterAll(async () => {
  await database.drop();
  await provider.close();
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

test("from the event of a missed call to the request at the provider it takes far less than a minute, once", async () => {
  const firm = await createSendingFirm({ orgId: "org_tb_worker", smsConsent: null });
  await inTenant(firm.principal, (tx) => tx.insert(complianceSettings).values({ isTextBackEnabled: true }));
  await startWorker();
  const fact = {
    kind: "call" as const,
    sid: "CA00000000000000000000000000000001",
    status: "no-answer",
    direction: "inbound",
    from: firm.e164,
    durationSeconds: null,
    answeredBy: null,
  };
  const startedAt = Date.now();
  for (let told = 0; told < 2; told += 1) {
    await inTenant(firm.principal, (tx) =>
      recordTwilioFacts(tx, [fact], { eventId: randomUUID(), receivedAt: new Date() } as Parameters<
        typeof recordTwilioFacts
      >[2]),
    );
  }
  await vi.waitFor(() => expect(provider.taken).toHaveLength(1), { timeout: 59_000, interval: 20 });
  const tookMs = Date.now() - startedAt;
  expect(tookMs).toBeLessThan(60_000);
  expect(provider.taken[0]).toMatchObject({
    to: firm.e164,
    body: expect.stringContaining("sorry we missed your call"),
  });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(provider.attempts).toHaveLength(1);
}, 90_000);
