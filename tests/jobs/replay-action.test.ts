import "@/tests/auth/clerk-environment";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { replayDeadJobsAction } from "@/app/admin/actions";
import { queueOverview } from "@/db/queue-overview";
import { inTenant } from "@/db/tenant";
import { processWebhookEventJob } from "@/lib/domain/webhook-events/process-webhook-event.job";
import { enqueue } from "@/lib/jobs/enqueue";
import { RUNNERS } from "@/lib/jobs/registry";
import { startWorkerOn } from "@/lib/jobs/worker";
import { appUrl } from "@/tests/auth/clerk-environment";
import { carrying, serve } from "@/tests/auth/request-scope";
import { mintToken, newPerson, type Person } from "@/tests/auth/session-token";
import { createTestDatabase, type TestDatabase, testPrincipal } from "@/tests/support/test-database";

// Next revalidates within a request of its own, which the suite has not.
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("pglite");
});
afterAll(() => database.drop());

async function replayAs(person: Person, name: string, claims: Record<string, unknown> = {}) {
  const token = await mintToken(person, { claims });
  const headers = carrying(token, "cookie", { origin: appUrl, "sec-fetch-site": "same-origin" });
  const served = await serve({ headers, method: "POST" }, "off", () => replayDeadJobsAction({ name }));
  if (served.by !== "app") throw new Error(`the middleware answered ${served.status}`);
  return served.result;
}

test("AUTH-07 a platform administrator replays dead letters by what they were, and nobody else does", async () => {
  await inTenant(testPrincipal("org_dead"), (tx) =>
    enqueue(tx, processWebhookEventJob, { eventId: crypto.randomUUID() }),
  );
  const worker = await startWorkerOn(RUNNERS.filter(({ name }) => name === processWebhookEventJob.name));
  const dead = async () => (await queueOverview()).filter(({ name }) => name === "dead");
  await vi.waitFor(async () => expect(await dead()).toHaveLength(1), { timeout: 20_000 });
  await worker.stop();
  expect(await dead()).toMatchObject([{ source: "webhooks.process", count: 1, state: "created" }]);
  const answer = await replayAs(newPerson(), "webhooks.process");
  expect(answer?.serverError?.code).toBe("not_found");
  const admin = { platformRole: "admin" };
  expect((await replayAs(newPerson(), "webhooks.nothing", admin))?.serverError?.code).toBe("not_found");
  expect(await dead()).toHaveLength(1);
  expect((await replayAs(newPerson(), "webhooks.process", admin))?.data).toEqual({ count: 1 });
  expect(await dead()).toEqual([]);
});
