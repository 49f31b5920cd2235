import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { inTenant } from "@/db/tenant";
import { answerDrain } from "@/lib/jobs/answer-drain";
import { drainQueues } from "@/lib/jobs/drain-queues";
import { enqueue } from "@/lib/jobs/enqueue";
import { postgresAnswers, type TestDatabase, testPrincipal } from "../support/test-database";
import { createTestQueue, queueMany, testJob, testRunner } from "./test-queue";

const databases = (await postgresAnswers()) ? (["pg", "pglite"] as const) : (["pglite"] as const);
const SECRET = "drain-secret-of-the-suite-0123456789";
vi.stubEnv("JOBS_SECRET", SECRET);

function ask(authorization?: string): Request {
  const headers = authorization === undefined ? {} : { authorization };
  return new Request("https://desk.example/api/jobs/drain", { headers });
}

describe.each(databases)("on %s", (kind) => {
  const quick = testJob("test.quick");
  const slow = testJob("test.slow", { pace: "slow" });
  let database: TestDatabase;
  let seen: string[] = [];
  let work: (text: string) => Promise<void> = async () => {};
  const runners = [quick, slow].map((job) =>
    testRunner(job, async (text) => {
      seen.push(text);
      await work(text);
    }),
  );
  beforeAll(async () => {
    database = await createTestQueue(kind, [quick, slow]);
  });
  afterEach(async () => {
    seen = [];
    work = async () => {};
    await database.asOwner("delete from pgboss.job");
  });
  afterAll(() => database.drop());

  test("OPS-04 without the secret, with a wrong one and with another scheme the answer is 401 and nothing is done", async () => {
    await queueMany(quick, testPrincipal("org_a").tenantId, { count: 1, prefix: "a" });
    const wrong = [
      undefined,
      "",
      "Bearer",
      `Bearer ${SECRET}x`,
      `Bearer ${SECRET.slice(1)}`,
      `Basic ${SECRET}`,
      SECRET,
    ];
    for (const authorization of wrong) {
      const response = await answerDrain(ask(authorization), runners);
      expect(response.status, String(authorization)).toBe(401);
      expect(response.headers.get("cache-control")).toContain("no-store");
      expect(await response.json()).not.toHaveProperty("detail");
    }
    expect(seen).toEqual([]);
  });

  test("what is due is done by the same work as a worker's, and the answer says how much", async () => {
    await queueMany(quick, testPrincipal("org_a").tenantId, { count: 40, prefix: "a" });
    await queueMany(slow, testPrincipal("org_b").tenantId, { count: 15, prefix: "b" });
    await inTenant(testPrincipal("org_a"), (tx) =>
      enqueue(tx, quick, { text: "tomorrow" }, { at: new Date(Date.now() + 86_400_000) }),
    );
    const response = await answerDrain(ask(`Bearer ${SECRET}`), runners);
    expect(response.headers.get("cache-control")).toContain("no-store");
    expect(await response.json()).toEqual({ done: 55, failed: 0, remaining: 0 });
    expect(new Set(seen).size).toBe(55);
    expect(seen).not.toContain("tomorrow");
  });

  test("a drain is bounded by count, and what failed comes back later", async () => {
    work = async (text) => {
      if (text === "a0") throw new Error("broken");
    };
    await queueMany(quick, testPrincipal("org_a").tenantId, { count: 50, prefix: "a" });
    const drained = await drainQueues(runners, { jobs: 30, takingMs: 10_000, graceMs: 1_000 });
    expect(drained).toEqual({ done: 29, failed: 1, remaining: 20 });
    expect(seen).toHaveLength(30);
  });

  test("a drain is bounded by time: what hangs is given up and tried again", async () => {
    work = (text) => (text.startsWith("hang") ? new Promise(() => {}) : Promise.resolve());
    await queueMany(slow, testPrincipal("org_a").tenantId, { count: 2, prefix: "hang" });
    await queueMany(quick, testPrincipal("org_b").tenantId, { count: 5, prefix: "b" });
    const startedAt = performance.now();
    const { done, failed } = await drainQueues(runners, { jobs: 200, takingMs: 800, graceMs: 400 });
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    expect({ done, failed }).toEqual({ done: 5, failed: 2 });
    const { rows } = await database.asOwner("select state::text, output from pgboss.job where name = 'test.slow'");
    expect(rows).toMatchObject([
      { state: "retry", output: { code: "stopped" } },
      { state: "retry", output: { code: "stopped" } },
    ]);
  });

  test("WH-06 two drains at once do nothing twice", async () => {
    work = () => new Promise((resolve) => setTimeout(resolve, 5));
    for (const name of ["org_a", "org_b"]) {
      await queueMany(quick, testPrincipal(name).tenantId, { count: 120, prefix: name });
      await queueMany(slow, testPrincipal(name).tenantId, { count: 10, prefix: `slow ${name}` });
    }
    const answers = await Promise.all(
      [1, 2].map(() => drainQueues(runners, { jobs: 500, takingMs: 20_000, graceMs: 1_000 })),
    );
    expect(answers.reduce((sum, { done }) => sum + done, 0)).toBe(260);
    expect(seen).toHaveLength(260);
    expect(new Set(seen).size).toBe(260);
  });
});
