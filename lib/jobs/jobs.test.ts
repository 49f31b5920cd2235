import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { installQueues } from "@/db/queue";
import { inTenant } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { defineJob } from "./define-job";
import { enqueue } from "./enqueue";
import { getQueue } from "./queue";
import { runner } from "./runner";

const job = defineJob({
  name: "test.echo",
  payload: z.object({ text: z.string() }),
  retry: { attempts: 2, backoffSeconds: 1, backoffMaxSeconds: 2 },
  leaseSeconds: 30,
});
const spec = { name: job.name, retryLimit: 2, retryDelaySeconds: 1, retryDelayMaxSeconds: 2, expireSeconds: 30 };

let embedded: TestDatabase;
beforeAll(async () => {
  embedded = await createTestDatabase("pglite");
  await installQueues(await getQueue(), [spec]);
  const { stopQueue } = await import("./queue");
  await stopQueue(100);
  await getQueue();
});
afterAll(() => embedded.drop());

async function waiting(): Promise<number> {
  const { rows } = await embedded.asOwner("select count(*)::int as n from pgboss.job where name = 'test.echo'");
  return (rows[0] as { n: number }).n;
}

test("a job exists exactly when its transaction commits", async () => {
  const firm = testPrincipal("org_jobs");
  await expect(
    inTenant(firm, async (tx) => {
      await enqueue(tx, job, { text: "gone" });
      throw new Error("rolled back");
    }),
  ).rejects.toThrow("rolled back");
  expect(await waiting()).toBe(0);
  await inTenant(firm, (tx) => enqueue(tx, job, { text: "kept" }));
  expect(await waiting()).toBe(1);
});

test("a waiting job with the same key is not added twice, and another firm's key is another key", async () => {
  const before = await waiting();
  await inTenant(testPrincipal("org_key_a"), async (tx) => {
    await enqueue(tx, job, { text: "1" }, { singletonKey: "same" });
    await enqueue(tx, job, { text: "2" }, { singletonKey: "same" });
  });
  await inTenant(testPrincipal("org_key_b"), (tx) => enqueue(tx, job, { text: "3" }, { singletonKey: "same" }));
  expect((await waiting()) - before).toBe(2);
});

test("TEN-02 inside a tenant transaction the queue can be added to and not read or changed", async () => {
  const firm = testPrincipal("org_hostile");
  for (const statement of [
    "select data from pgboss.job",
    "update pgboss.job set data = '{}'",
    "delete from pgboss.job",
  ]) {
    const { sql } = await import("drizzle-orm");
    await expect(inTenant(firm, (tx) => tx.execute(sql.raw(statement)))).rejects.toThrow();
  }
});

test("work runs as its firm; a final error is dead at once and any other is tried again", async () => {
  const seen: string[] = [];
  const work = runner(job, async (payload, context) => {
    seen.push(`${payload.text} for ${context.principal.tenantId} try ${context.attempt}`);
    if (payload.text === "final") throw new AppError("not_found", "gone");
    if (payload.text === "again") throw new Error("network");
  });
  const { tenantId } = testPrincipal("org_run");
  const deliver = (text: string) =>
    work.run({
      id: "j1",
      data: { tenantId, payload: { text } },
      retryCount: 0,
      retryLimit: 2,
      signal: new AbortController().signal,
    });
  expect(await deliver("fine")).toEqual({ status: "completed" });
  expect(await deliver("final")).toEqual({ status: "deadletter", code: "not_found" });
  expect(await deliver("again")).toEqual({ status: "failed", code: "internal" });
  expect(seen[0]).toBe(`fine for ${tenantId} try 1`);
});
