import "server-only";
import { deliverWebhookJob } from "@/lib/domain/outgoing-webhooks/deliver-webhook.job";
import { runner } from "@/lib/jobs/runner";
import { attemptDelivery } from "@/lib/outgoing/attempt-delivery";
import { receiverPolicy } from "@/lib/outgoing/receiver-policy";
import { resolveHost } from "@/lib/outgoing/resolve-receiver";

const DEADLINE_MS = 10_000;

/** Sends one event to one receiver. What the receiver does is kept; only our own failures are the job's. */
export const deliverWebhook = runner(deliverWebhookJob, ({ deliveryId, number }, { principal, signal }) =>
  attemptDelivery(
    principal,
    { deliveryId, number, signal },
    {
      now: () => new Date(),
      random: Math.random,
      resolve: resolveHost,
      policy: receiverPolicy(),
      deadlineMs: DEADLINE_MS,
    },
  ),
);
