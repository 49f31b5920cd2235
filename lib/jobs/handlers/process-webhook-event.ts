import "server-only";
import type { TenantTx } from "@/db/tenant";
import { inTenant } from "@/db/tenant";
import { AppError, ERROR_TABLE, toAppError } from "@/lib/core/errors";
import { processWebhookEventJob } from "@/lib/domain/webhook-events/process-webhook-event.job";
import { recordEventFailure } from "@/lib/domain/webhook-events/record-event-failure";
import { type StoredEvent, workOnEvent } from "@/lib/domain/webhook-events/work-on-event";
import { runner } from "@/lib/jobs/runner";
import type { JsonValue } from "@/lib/webhooks/parse-strict-json";
import { findProvider } from "@/lib/webhooks/registry";

/** Does a stored event's work in one transaction with its mark; a failed try is noted on the event before it is repeated. */
export const processWebhookEvent = runner(processWebhookEventJob, async ({ eventId }, context) => {
  try {
    await inTenant(context.principal, (tx) => workOnEvent(tx, eventId, (event) => work(tx, event)));
  } catch (error) {
    const { code } = toAppError(error);
    const isLast = context.isLastAttempt || !ERROR_TABLE[code].retry;
    await inTenant(context.principal, (tx) =>
      recordEventFailure(tx, { eventId, code, attempt: context.attempt, isLast }),
    );
    throw error;
  }
});

async function work(tx: TenantTx, event: StoredEvent): Promise<void> {
  const provider = findProvider(event.provider);
  if (!provider) throw new AppError("not_found", "This event's sender is not known");
  const stored: JsonValue = JSON.parse(event.payload);
  await provider.process(tx, stored, { eventId: event.id, callId: event.callId, receivedAt: event.receivedAt });
}
