import "server-only";
import { type MigrationState, migrationState } from "@/db/migration-state";
import { type QueueCount, queueOverview } from "@/db/queue-overview";
import { inPlatform } from "@/db/tenant";
import { listPlatformFirms, type PlatformFirm } from "./list-platform-firms";
import { listWebhookHealth, type WebhookHealth } from "./list-webhook-health";

export type PlatformOverview = {
  firms: PlatformFirm[];
  webhooks: WebhookHealth[];
  jobs: QueueCount[];
  database: MigrationState;
};

/** What the platform's first page shows. Whoever calls it has made sure that an administrator of the platform asks. */
export async function readPlatformOverview(): Promise<PlatformOverview> {
  const { firms, webhooks } = await inPlatform(async (tx) => ({
    firms: await listPlatformFirms(tx),
    webhooks: await listWebhookHealth(tx),
  }));
  return { firms, webhooks, jobs: await queueOverview(), database: await migrationState() };
}
