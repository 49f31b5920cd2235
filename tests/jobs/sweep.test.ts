import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TenantId } from "@/lib/core/principal";
import { watchWebhooksJob } from "@/lib/domain/webhook-alerts/watch-webhooks.job";
import { enqueueForFirms } from "@/lib/jobs/enqueue-for-firms";
import { sweep } from "@/lib/jobs/sweep";
import { createCallingFirm } from "../support/calling-firm";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "../support/test-database";
import { openWebhookFirm } from "../webhooks/webhook-firm";

const databases = (await postgresAnswers()) ? (["pg", "pglite"] as const) : (["pglite"] as const);

describe.each(databases)("on %s", (kind) => {
  let database: TestDatabase;
  let withDoor: TenantId;
  let withoutDoor: TenantId;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
    withDoor = (await openWebhookFirm("with_door")).principal.tenantId;
    withoutDoor = (await createCallingFirm({ orgId: "org_no_door" })).principal.tenantId;
  });
  afterAll(() => database.drop());

  async function queued(name: string): Promise<string[]> {
    const { rows } = await database.asOwner(
      "select group_id, data->>'tenantId' as tenant from pgboss.job where name = $1 order by 1",
      [name],
    );
    return (rows as { group_id: string; tenant: string }[]).map(({ group_id: firm, tenant }) => {
      expect(tenant).toBe(firm);
      return firm;
    });
  }

  test("a sweep queues the watch of every firm with a door, lapsed credits and the expiry of every firm, once a slot of time", async () => {
    await Promise.all(Array.from({ length: 5 }, () => sweep(new Date())));
    await sweep(new Date(Date.now() + 600_000));
    expect(await queued("webhooks.watch")).toEqual([withDoor]);
    expect(await queued("credits.expire-holds")).toEqual([withDoor, withoutDoor].toSorted());
    expect(await queued("webhooks.expire")).toEqual([withDoor, withoutDoor].toSorted());
  });

  test("a job of the slot that is done already is not queued again", async () => {
    await database.asOwner("delete from pgboss.job");
    const queueOnce = () => enqueueForFirms(watchWebhooksJob, [withDoor], { everySeconds: 86_400, spreadSeconds: 60 });
    await queueOnce();
    await database.asOwner("update pgboss.job set state = 'completed', completed_on = now()");
    await queueOnce();
    expect(await queued("webhooks.watch")).toHaveLength(1);
  });
});
