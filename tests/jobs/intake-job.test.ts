import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type IntakeRow, storeDeliveries } from "@/db/intake";
import { hashEndpointToken } from "@/lib/domain/webhook-endpoints/endpoint-secret";
import { processWebhookEventsJob } from "@/lib/domain/webhook-events/process-webhook-events.job";
import { enqueue } from "@/lib/jobs/enqueue";
import { getQueue } from "@/lib/jobs/queue";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "../support/test-database";
import { openWebhookFirm, type WebhookFirm } from "../webhooks/webhook-firm";

const databases = (await postgresAnswers()) ? (["pg", "pglite"] as const) : (["pglite"] as const);

/** What is a job's own: its id, its moment, and the event that it is about. */
const OWN = ["id", "created_on", "start_after", "keep_until", "data", "singleton_key"];

describe.each(databases)("on %s", (kind) => {
  let database: TestDatabase;
  let firm: WebhookFirm;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
    firm = await openWebhookFirm("intake_job");
  });
  afterAll(() => database.drop());

  async function jobOf(eventId: string): Promise<Record<string, unknown>> {
    const { rows } = await database.asOwner(
      `select *, extract(epoch from keep_until - start_after)::int as kept_seconds, start_after <= now() as is_due
        from pgboss.job where data->'payload'->'eventIds' @> to_jsonb($1::text)`,
      [eventId],
    );
    expect(rows).toHaveLength(1);
    return rows[0] as Record<string, unknown>;
  }

  test("WH-06 a delivery's job, inserted with its event in one statement, is the job that the queue library would have sent", async () => {
    const received = randomUUID();
    const row: IntakeRow = {
      id: received,
      token_hash: hashEndpointToken(firm.token).toString("hex"),
      provider: "vapi",
      identity: "same job",
      event_type: "status-update",
      payload: Buffer.from("{}").toString("base64"),
      verification: "standard-webhooks",
      verified_with: "current",
      state: "received",
      origin: "delivery",
      request_id: randomUUID(),
      size_bytes: 2,
      received_at: new Date().toISOString(),
    };
    const outcomes = await storeDeliveries(await getQueue(), processWebhookEventsJob.name, [row]);
    expect(outcomes.get(received)).toBe("stored");
    const sent = randomUUID();
    await firm.read((tx) => enqueue(tx, processWebhookEventsJob, { eventIds: [sent] }));
    const [ours, library] = [await jobOf(received), await jobOf(sent)];
    const { tenantId } = firm.principal;
    for (const [job, eventId] of [[ours, received] as const, [library, sent] as const]) {
      expect(job["data"]).toEqual({ tenantId, payload: { eventIds: [eventId] } });
      expect(String(job["singleton_key"]).startsWith(`${tenantId}:`)).toBe(true);
    }
    const common = (job: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(job).filter(([column]) => !OWN.includes(column)));
    expect(common(ours)).toEqual(common(library));
    expect(common(ours)).toMatchObject({
      name: processWebhookEventsJob.name,
      state: "created",
      policy: "short",
      priority: 0,
      retry_limit: processWebhookEventsJob.retry.attempts,
      retry_delay: processWebhookEventsJob.retry.backoffSeconds,
      retry_backoff: true,
      retry_delay_max: processWebhookEventsJob.retry.backoffMaxSeconds,
      expire_seconds: processWebhookEventsJob.leaseSeconds,
      heartbeat_seconds: 15,
      dead_letter: "dead",
      group_id: tenantId,
      is_due: true,
    });
  });
});
