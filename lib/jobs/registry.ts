import "server-only";
import { deliverWebhook } from "./handlers/deliver-webhook";
import { dialCall } from "./handlers/dial-call";
import { expireApiKeys } from "./handlers/expire-api-keys";
import { expireWebhooks } from "./handlers/expire-webhooks";
import { followUpCall } from "./handlers/follow-up-call";
import { processWebhookEvent } from "./handlers/process-webhook-event";
import { processWebhookEvents } from "./handlers/process-webhook-events";
import { reconcileCall } from "./handlers/reconcile-call";
import { recoverWebhooks } from "./handlers/recover-webhooks";
import { renameOrganization } from "./handlers/rename-organization";
import { resumeDeliveries } from "./handlers/resume-deliveries";
import { watchWebhooks } from "./handlers/watch-webhooks";
import type { Runner } from "./runner";

/** Every job's work, by one line each. Only the worker and the suites import this. */
export const RUNNERS: readonly Runner[] = [
  dialCall,
  reconcileCall,
  followUpCall,
  expireApiKeys,
  renameOrganization,
  processWebhookEvent,
  processWebhookEvents,
  expireWebhooks,
  watchWebhooks,
  recoverWebhooks,
  deliverWebhook,
  resumeDeliveries,
];
