import "server-only";
import { answerHelp } from "./handlers/answer-help";
import { answerMissedCall } from "./handlers/answer-missed-call";
import { beginBroadcast } from "./handlers/begin-broadcast";
import { cancelBroadcast } from "./handlers/cancel-broadcast";
import { checkLine } from "./handlers/check-line";
import { confirmOptOut } from "./handlers/confirm-opt-out";
import { deliverWebhook } from "./handlers/deliver-webhook";
import { dialCall } from "./handlers/dial-call";
import { expireApiKeys } from "./handlers/expire-api-keys";
import { expireHolds } from "./handlers/expire-holds";
import { expireWebhooks } from "./handlers/expire-webhooks";
import { fetchMessageMedia } from "./handlers/fetch-media";
import { followUpCall } from "./handlers/follow-up-call";
import { processWebhookEvent } from "./handlers/process-webhook-event";
import { processWebhookEvents } from "./handlers/process-webhook-events";
import { pushOptOut } from "./handlers/push-opt-out";
import { reconcileCall } from "./handlers/reconcile-call";
import { reconcileSend } from "./handlers/reconcile-send";
import { recoverWebhooks } from "./handlers/recover-webhooks";
import { renameOrganization } from "./handlers/rename-organization";
import { resumeDeliveries } from "./handlers/resume-deliveries";
import { sendMessage } from "./handlers/send-message";
import { stepBroadcast } from "./handlers/step-broadcast";
import { wakeConversations } from "./handlers/wake-conversations";
import { watchWebhooks } from "./handlers/watch-webhooks";
import type { Runner } from "./runner";

/** Every job's work, by one line each. Only the worker and the suites import this. */
export const RUNNERS: readonly Runner[] = [
  dialCall,
  reconcileCall,
  followUpCall,
  sendMessage,
  reconcileSend,
  fetchMessageMedia,
  expireApiKeys,
  renameOrganization,
  processWebhookEvent,
  processWebhookEvents,
  expireWebhooks,
  watchWebhooks,
  recoverWebhooks,
  deliverWebhook,
  resumeDeliveries,
  confirmOptOut,
  answerHelp,
  pushOptOut,
  checkLine,
  expireHolds,
  wakeConversations,
  beginBroadcast,
  stepBroadcast,
  cancelBroadcast,
  answerMissedCall,
];
