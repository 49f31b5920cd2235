import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { inTenant } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { enqueue } from "@/lib/jobs/enqueue";
import { startWorkerOn } from "@/lib/jobs/worker";
import { postgresAnswers, type TestDatabase, testPrincipal } from "../support/test-database";
import { createTestQueue, queueMany, testJob, testRunner } from "./test-queue";

const databases = (await postgresAnswers()) ? (["pg", "pglite"] as const) : (["pglite"] as const);
const PATIENCE_MS = 1_500;
/** Filling and emptying a backlog takes its time where other suites run beside this one. */
const TEST_MS = 120_000;

describe.each(databases)("on %s", (kind) => {
  const quick = testJob("test.quick");
  const slow = testJob("test.slow", { pace: "slow" });
  let database: TestDatabase;
  let worker: Awaited<ReturnType<typeof startWorkerOn>> | undefined;
  const startedAt = new Map<string, number>();
  const runners = [
    testRunner(quick, async (text, { principal }) => {
      startedAt.set(text, performance.now());
      await inTenant(principal, (tx) => tx.execute(sql`select count(*) from webhook_events`));
    }),
    testRunner(slow, async (text) => {
      startedAt.set(text, performance.now());
      await hanging.promise;
    }),
  ];
  let hanging = Promise.withResolvers<void>();
  beforeAll(async () => {
    database = await createTestQueue(kind, [quick, slow]);
  });
  afterEach(async () => {
    hanging.resolve();
    await worker?.stop();
    hanging = Promise.withResolvers<void>();
    await database.asOwner("delete from pgboss.job");
    startedAt.clear();
  });
  afterAll(() => database.drop());

  async function waitOf(who: Principal, job: typeof quick, text: string): Promise<number> {
    const queuedAt = performance.now();
    await inTenant(who, (tx) => enqueue(tx, job, { text }));
    await vi.waitFor(() => expect(startedAt.has(text)).toBe(true), { timeout: 60_000, interval: 5 });
    return (startedAt.get(text) ?? Number.NaN) - queuedAt;
  }

  test(
    "TEN-12 a firm's single job does not wait behind ten thousand of another's",
    async () => {
      await queueMany(quick, testPrincipal("org_noisy").tenantId, { count: 10_000, prefix: "noise" });
      worker = await startWorkerOn(runners);
      await vi.waitFor(() => expect(startedAt.size).toBeGreaterThan(100), { timeout: 60_000 });
      const waits: number[] = [];
      for (const number of [1, 2, 3]) waits.push(await waitOf(testPrincipal("org_calm"), quick, `calm ${number}`));
      expect(startedAt.size, "the backlog is still there").toBeLessThan(9_000);
      expect(Math.max(...waits)).toBeLessThan(PATIENCE_MS);
    },
    TEST_MS,
  );

  test("TEN-12 nor behind the backlogs of six firms at once, all of which go on", async () => {
    const noisy = Array.from({ length: 6 }, (_, index) => `org_noisy_${index}`);
    for (const name of noisy) await queueMany(quick, testPrincipal(name).tenantId, { count: 1_500, prefix: name });
    worker = await startWorkerOn(runners);
    await vi.waitFor(() => expect(startedAt.size).toBeGreaterThan(100), { timeout: 60_000 });
    expect(await waitOf(testPrincipal("org_calm"), quick, "newcomer")).toBeLessThan(PATIENCE_MS);
    expect(startedAt.size, "the backlogs are still there").toBeLessThan(8_000);
    const texts = [...startedAt.keys()];
    for (const name of noisy)
      expect(
        texts.some((text) => text.startsWith(name)),
        name,
      ).toBe(true);
  });

  test("TEN-12 nor behind those of a firm whose work hangs", async () => {
    await queueMany(slow, testPrincipal("org_hanging").tenantId, { count: 200, prefix: "hanging" });
    worker = await startWorkerOn(runners);
    await vi.waitFor(() => expect(startedAt.size).toBeGreaterThan(1), { timeout: 60_000 });
    expect(await waitOf(testPrincipal("org_calm"), slow, "calm")).toBeLessThan(PATIENCE_MS);
  });
});
