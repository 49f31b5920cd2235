import { expireApiKeysJob } from "@/lib/domain/api-keys/expire-api-keys.job";
import { beginBroadcastJob } from "@/lib/domain/broadcasts/begin-broadcast.job";
import { cancelBroadcastJob } from "@/lib/domain/broadcasts/cancel-broadcast.job";
import { stepBroadcastJob } from "@/lib/domain/broadcasts/step-broadcast.job";
import { dialCallJob } from "@/lib/domain/calls/dial-call.job";
import { followUpCallJob } from "@/lib/domain/calls/follow-up-call.job";
import { reconcileCallJob } from "@/lib/domain/calls/reconcile-call.job";
import { wakeConversationsJob } from "@/lib/domain/conversations/wake-conversations.job";
import { expireHoldsJob } from "@/lib/domain/credits/expire-holds.job";
import { renameOrganizationJob } from "@/lib/domain/firms/rename-organization.job";
import { checkLineJob } from "@/lib/domain/lines/check-line.job";
import { fetchMediaJob } from "@/lib/domain/media/fetch-media.job";
import { answerHelpJob } from "@/lib/domain/opt-outs/answer-help.job";
import { confirmOptOutJob } from "@/lib/domain/opt-outs/confirm-opt-out.job";
import { pushOptOutJob } from "@/lib/domain/opt-outs/push-opt-out.job";
import { deliverWebhookJob } from "@/lib/domain/outgoing-webhooks/deliver-webhook.job";
import { resumeDeliveriesJob } from "@/lib/domain/outgoing-webhooks/resume-deliveries.job";
import { reconcileSendJob } from "@/lib/domain/sends/reconcile-send.job";
import { sendMessageJob } from "@/lib/domain/sends/send-message.job";
import { answerMissedCallJob } from "@/lib/domain/text-back/answer-missed-call.job";
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
  sendMessageJob,
  reconcileSendJob,
  fetchMediaJob,
  renameOrganizationJob,
  processWebhookEventJob,
  processWebhookEventsJob,
  expireWebhooksJob,
  watchWebhooksJob,
  recoverWebhooksJob,
  deliverWebhookJob,
  resumeDeliveriesJob,
  confirmOptOutJob,
  answerHelpJob,
  pushOptOutJob,
  checkLineJob,
  expireHoldsJob,
  wakeConversationsJob,
  beginBroadcastJob,
  stepBroadcastJob,
  cancelBroadcastJob,
  answerMissedCallJob,
];
