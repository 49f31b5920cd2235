import "server-only";
import { setImmediate as yieldToOthers } from "node:timers/promises";
import { inTenant } from "@/db/tenant";
import { ERROR_TABLE, toAppError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { processWebhookEventJob } from "@/lib/domain/webhook-events/process-webhook-event.job";
import { processWebhookEventsJob } from "@/lib/domain/webhook-events/process-webhook-events.job";
import { recordEventFailure } from "@/lib/domain/webhook-events/record-event-failure";
import { workOnEvent } from "@/lib/domain/webhook-events/work-on-event";
import { enqueue } from "@/lib/jobs/enqueue";
import { runner } from "@/lib/jobs/runner";
import { runEventWork } from "@/lib/webhooks/run-event-work";

/** Each event has a transaction of its own, so that one which fails neither holds the others up nor takes their work back. */
export const processWebhookEvents = runner(processWebhookEventsJob, async ({ eventIds }, { principal, signal }) => {
  for (const eventId of eventIds) {
    signal.throwIfAborted();
    // PGlite answers without leaving the microtasks; requests get their turn between two events.
    await yieldToOthers();
    await workOrRetry(principal, eventId);
  }
});

async function workOrRetry(principal: Principal, eventId: string): Promise<void> {
  try {
    await inTenant(principal, (tx) => workOnEvent(tx, eventId, (event) => runEventWork(tx, event)));
  } catch (error) {
    const { code } = toAppError(error);
    const isLast = !ERROR_TABLE[code].retry;
    await inTenant(principal, async (tx) => {
      await recordEventFailure(tx, { eventId, code, attempt: 1, isLast });
      if (!isLast) await enqueue(tx, processWebhookEventJob, { eventId }, { singletonKey: eventId });
    });
  }
}
