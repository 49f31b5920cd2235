import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { reviveJobs } from "@/db/queue-claims";
import { inTenant } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { createOrphanWatch } from "@/lib/jobs/orphan-watch";
import { getQueue } from "@/lib/jobs/queue";
import { startWorkerOn } from "@/lib/jobs/worker";
import { postgresAnswers, type TestDatabase, testPrincipal } from "../support/test-database";
import { createTestQueue, testJob, testRunner } from "./test-queue";

const databases = (await postgresAnswers()) ? (["pg", "pglite"] as const) : (["pglite"] as const);
const firm = testPrincipal("org_jobs");
const SOON = { timeout: 20_000, interval: 20 };

describe.each(databases)("on %s", (kind) => {
  const job = testJob("test.life", { attempts: 3 });
  let database: TestDatabase;
  let worker: Awaited<ReturnType<typeof startWorkerOn>> | undefined;
  let tries: string[] = [];
  let work: (text: string, attempt: number, signal: AbortSignal) => Promise<void>;
  const runners = [
    testRunner(job, (text, { attempt, signal }) => {
      tries.push(`${text} ${attempt}`);
      return work(text, attempt, signal);
    }),
  ];
  beforeAll(async () => {
    database = await createTestQueue(kind, [job]);
  });
  afterEach(async () => {
    await worker?.stop();
    worker = undefined;
    tries = [];
    await database.asOwner("delete from pgboss.job");
  });
  afterAll(() => database.drop());

  const queue = (text: string) => inTenant(firm, (tx) => enqueue(tx, job, { text }));
  async function rows(name: string) {
    const { rows: found } = await database.asOwner(
      `select id, state::text as state, retry_count, retry_limit, start_after > now() as waits, output from pgboss.job
        where name = $1 order by created_on`,
      [name],
    );
    return found as { id: string; state: string; retry_count: number; waits: boolean; output: unknown }[];
  }

  test("a job starts within moments of its transaction's commit, and is kept as done", async () => {
    work = async () => {};
    worker = await startWorkerOn(runners);
    await queue("first");
    await vi.waitFor(() => expect(tries).toEqual(["first 1"]), SOON);
    const queuedAt = performance.now();
    await queue("second");
    await vi.waitFor(() => expect(tries).toHaveLength(2), { timeout: 20_000, interval: 5 });
    expect(performance.now() - queuedAt).toBeLessThan(900);
    await vi.waitFor(async () => {
      expect((await rows("test.life")).map(({ state }) => state)).toEqual(["completed", "completed"]);
    }, SOON);
  });

  test("WH-11 a failed try comes back after a backoff with jitter, until its attempts are used up; then it is a dead letter that can be replayed", async () => {
    let isBroken = true;
    work = async () => {
      if (isBroken) throw new AppError("unavailable", "not now");
    };
    worker = await startWorkerOn(runners);
    await queue("again");
    await vi.waitFor(async () => expect((await rows("dead")).length).toBe(1), SOON);
    expect(tries).toEqual(["again 1", "again 2", "again 3", "again 4"]);
    expect(await rows("test.life")).toMatchObject([{ state: "failed", output: { code: "unavailable" } }]);
    isBroken = false;
    const replay = async () => reviveJobs(await getQueue(), "test.life", 10);
    expect(await replay()).toBe(1);
    await vi.waitFor(() => expect(tries).toHaveLength(5), SOON);
    expect(tries[4]).toBe("again 1");
    expect(await rows("dead")).toEqual([]);
    expect(await replay()).toBe(0);
  });

  test("WH-11 the waits of jobs that failed at the same moment differ", async () => {
    const delays = new Set<string>();
    work = async () => {
      throw new Error("broken");
    };
    worker = await startWorkerOn(runners);
    await Promise.all(Array.from({ length: 6 }, (_, index) => queue(`jitter ${index}`)));
    await vi.waitFor(() => expect(tries.length).toBeGreaterThanOrEqual(6), SOON);
    await worker.stop();
    const { rows: waits } = await database.asOwner(
      "select start_after::text as at from pgboss.job where name = 'test.life' and state = 'retry'",
    );
    for (const wait of waits as { at: string }[]) delays.add(wait.at);
    expect(delays.size).toBeGreaterThanOrEqual(4);
  });

  test("WH-11 a final failure is a dead letter at once, and the jobs of its batch are not touched by it", async () => {
    work = async (text) => {
      if (text === "hopeless") throw new AppError("not_found", "gone");
      if (text === "flaky") throw new AppError("unavailable", "not now");
    };
    await Promise.all(["fine", "hopeless", "flaky"].map(queue));
    worker = await startWorkerOn(runners);
    await vi.waitFor(async () => expect((await rows("dead")).length).toBe(1), SOON);
    await worker.stop();
    const states = (await rows("test.life")).map(({ state }) => state).toSorted();
    expect(states).toEqual(["completed", "failed", "retry"]);
    expect(tries.filter((each) => each.startsWith("hopeless"))).toEqual(["hopeless 1"]);
  });

  test("AVL-06 a stop lets the job under way end and takes no other", async () => {
    const gate = Promise.withResolvers<void>();
    work = () => gate.promise;
    worker = await startWorkerOn(runners);
    await queue("under way");
    await vi.waitFor(() => expect(tries).toHaveLength(1), SOON);
    const stopped = worker.stop();
    await queue("too late");
    setTimeout(() => gate.resolve(), 300);
    await stopped;
    expect(tries).toEqual(["under way 1"]);
    expect((await rows("test.life")).map(({ state }) => state)).toEqual(["completed", "created"]);
  });

  async function claim() {
    const client = await getQueue();
    const [claimed] = await client.fetch(job.name, { includeMetadata: true });
    if (!claimed) throw new Error("nothing to claim");
    return { client, claimed };
  }

  test("AVL-06 what a killed worker held is worked on by another within ten seconds, as another try, and what the dead one says late is not heard", async () => {
    work = async () => {};
    await queue("orphan");
    const { client, claimed } = await claim();
    expect(claimed.retryCount).toBe(0);
    const killedAt = performance.now();
    worker = await startWorkerOn(runners);
    await vi.waitFor(() => expect(tries).toEqual(["orphan 2"]), { timeout: 29_000, interval: 50 });
    expect(performance.now() - killedAt).toBeLessThan(10_000);
    await vi.waitFor(async () => expect((await rows("test.life"))[0]?.state).toBe("completed"), SOON);
    await client.fail(job.name, [{ id: claimed.id, retryCount: claimed.retryCount }], { code: "late" });
    expect(await rows("test.life")).toMatchObject([{ state: "completed" }]);
  }, 40_000);

  test("AVL-03 after the database stood still, living workers get the time to speak before their jobs are taken back", async () => {
    await queue("held elsewhere");
    const { client } = await claim();
    await database.asOwner("update pgboss.job set heartbeat_on = now() - interval '20 seconds'");
    let now = 0;
    const watch = createOrphanWatch(client, () => now);
    const state = async () => (await rows("test.life"))[0]?.state;
    await watch.look((await rows("test.life")).map(({ id }) => id));
    for (now = 9_000; now < 17_000; now += 2_000) {
      await watch.look([]);
      expect(await state(), String(now)).toBe("active");
    }
    await watch.look([]);
    expect(await rows("test.life")).toMatchObject([{ state: "retry", retry_count: 0, waits: false }]);
  });

  test("AVL-06 a job that kills its worker each time ends as a dead letter", async () => {
    await queue("poison");
    for (let attempt = 0; attempt <= job.retry.attempts; attempt += 1) {
      const { client } = await claim();
      await database.asOwner(
        "update pgboss.job set heartbeat_on = now() - interval '20 seconds' where name = 'test.life'",
      );
      await createOrphanWatch(client).look([]);
    }
    expect(await rows("test.life")).toMatchObject([{ state: "failed", output: { code: "worker_lost" } }]);
    expect(await rows("dead")).toHaveLength(1);
  });
});
