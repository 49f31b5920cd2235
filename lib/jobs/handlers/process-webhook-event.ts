import "server-only";
import { inTenant } from "@/db/tenant";
import { ERROR_TABLE, toAppError } from "@/lib/core/errors";
import { processWebhookEventJob } from "@/lib/domain/webhook-events/process-webhook-event.job";
import { recordEventFailure } from "@/lib/domain/webhook-events/record-event-failure";
import { workOnEvent } from "@/lib/domain/webhook-events/work-on-event";
import { runner } from "@/lib/jobs/runner";
import { runEventWork } from "@/lib/webhooks/run-event-work";

/** Does a stored event's work in one transaction with its mark; a failed try is noted on the event before it is repeated. */
export const processWebhookEvent = runner(processWebhookEventJob, async ({ eventId }, context) => {
  try {
    await inTenant(context.principal, (tx) => workOnEvent(tx, eventId, (event) => runEventWork(tx, event)));
  } catch (error) {
    const { code } = toAppError(error);
    const isLast = context.isLastAttempt || !ERROR_TABLE[code].retry;
    await inTenant(context.principal, (tx) =>
      recordEventFailure(tx, { eventId, code, attempt: context.attempt, isLast }),
    );
    throw error;
  }
});
