import "server-only";
import { type MigrationState, migrationState } from "@/db/migration-state";
import { type QueueCount, queueOverview } from "@/db/queue-overview";
import { inPlatform } from "@/db/tenant";
import {
  type InstallationRequest,
  listInstallationRequests,
} from "@/lib/domain/ghl-installations/list-installation-requests";
import { listOpenAlerts, type OpenAlerts } from "./list-open-alerts";
import { listPlatformFirms, type PlatformFirm } from "./list-platform-firms";
import { listWebhookHealth, type WebhookHealth } from "./list-webhook-health";

export type PlatformOverview = {
  firms: PlatformFirm[];
  webhooks: WebhookHealth[];
  alerts: OpenAlerts[];
  installations: InstallationRequest[];
  jobs: QueueCount[];
  database: MigrationState;
};

/** What the platform's first page shows. Whoever calls it has made sure that an administrator of the platform asks. */
export async function readPlatformOverview(): Promise<PlatformOverview> {
  const seen = await inPlatform(async (tx) => ({
    firms: await listPlatformFirms(tx),
    webhooks: await listWebhookHealth(tx),
    alerts: await listOpenAlerts(tx),
    installations: await listInstallationRequests(tx),
  }));
  return { ...seen, jobs: await queueOverview(), database: await migrationState() };
}
