import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { messageSends } from "@/db/schema/message-sends";
import { inTenant } from "@/db/tenant";
import { countOutcomes } from "@/lib/domain/broadcasts/count-outcomes";
import { stopBroadcast } from "@/lib/domain/broadcasts/stop-broadcast";
import { federalHolidayOn } from "@/lib/domain/compliance/federal-holidays";
import { startWorker } from "@/lib/jobs/worker";
import { addClients, saveDraft, startDraft } from "@/tests/support/broadcast-audience";
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

test("CMP-01 stopped in the middle of 500 under a running worker, nothing reaches the provider after the stop", async () => {
  const firm = await createSendingFirm({ orgId: "org_bc_worker", credits: 1_000 });
  await addClients(
    firm,
    Array.from({ length: 499 }, () => ({})),
  );
  const broadcastId = await saveDraft(firm, { perMinute: 600 });
  await startDraft(firm, broadcastId);
  await startWorker();
  await vi.waitFor(() => expect(provider.taken.length).toBeGreaterThanOrEqual(40), { timeout: 60_000, interval: 10 });
  // What had begun when the stop committed may still arrive, and is counted in the same transaction; nothing else may.
  const begun = await inTenant(firm.principal, async (tx) => {
    await stopBroadcast(tx, { broadcastId, userId: firm.userId, now: new Date() });
    const sends = await tx.select({ attemptedAt: messageSends.attemptedAt }).from(messageSends);
    return sends.filter(({ attemptedAt }) => attemptedAt !== null).length;
  });
  const read = () => inTenant(firm.principal, (tx) => countOutcomes(tx, broadcastId));
  await vi.waitFor(async () => expect((await read()).byOutcome.waiting).toBe(0), { timeout: 60_000, interval: 200 });
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  const { people, byOutcome } = await read();
  expect(provider.attempts).toHaveLength(begun);
  expect(begun).toBeLessThan(500);
  expect(people).toBe(500);
  expect(byOutcome.sent + byOutcome.delivered).toBe(begun);
  expect(byOutcome.cancelled).toBe(500 - begun);
  expect(new Set(provider.taken.map(({ to }) => to)).size).toBe(begun);
}, 150_000);
