import { expireApiKeysJob } from "@/lib/domain/api-keys/expire-api-keys.job";
import { dialCallJob } from "@/lib/domain/calls/dial-call.job";
import { followUpCallJob } from "@/lib/domain/calls/follow-up-call.job";
import { reconcileCallJob } from "@/lib/domain/calls/reconcile-call.job";
import { renameOrganizationJob } from "@/lib/domain/firms/rename-organization.job";
import { deliverWebhookJob } from "@/lib/domain/outgoing-webhooks/deliver-webhook.job";
import { resumeDeliveriesJob } from "@/lib/domain/outgoing-webhooks/resume-deliveries.job";
import { recoverWebhooksJob } from "@/lib/domain/webhook-alerts/recover-webhooks.job";
import { watchWebhooksJob } from "@/lib/domain/webhook-alerts/watch-webhooks.job";
import { expireWebhooksJob } from "@/lib/domain/webhook-events/expire-webhooks.job";
import { processWebhookEventJob } from "@/lib/domain/webhook-events/process-webhook-event.job";
import { processWebhookEventsJob } from "@/lib/domain/webhook-events/process-webhook-events.job";
import type { Job } from "./define-job";

type Contract = Pick<Job<unknown>, "name" | "retry" | "leaseSeconds">;

/** Every job that may be queued. A queue exists for each from the next migration on. */
export const JOBS: readonly Contract[] = [
  expireApiKeysJob,
  dialCallJob,
  reconcileCallJob,
  followUpCallJob,
  renameOrganizationJob,
  processWebhookEventJob,
  processWebhookEventsJob,
  expireWebhooksJob,
  watchWebhooksJob,
  recoverWebhooksJob,
  deliverWebhookJob,
  resumeDeliveriesJob,
];
