import "server-only";
import type { TenantTx } from "@/db/tenant";
import { auditEvent } from "@/lib/domain/audit/audit-event";
import { curlOfEvent } from "./curl-of-event";
import { EVENT_ACTS } from "./list-event-acts";
import { readEventPayload } from "./read-event-payload";

export type RevealedPayload = {
  /** The stored JSON text. */
  payload: string;
  curl: string;
};

/**
 * An event's content as it is stored, for whoever manages the integrations, which the caller has checked; every reading
 * stands in the audit log.
 * @throws what readEventPayload throws
 */
export async function revealEventPayload(tx: TenantTx, { eventId }: { eventId: string }): Promise<RevealedPayload> {
  const { payload, ...event } = await readEventPayload(tx, eventId);
  await auditEvent(tx, {
    action: EVENT_ACTS.reveal,
    subjectType: "webhook_events",
    subjectId: eventId,
    outcome: "done",
    detail: { provider: event.provider },
  });
  return { payload, curl: curlOfEvent({ ...event, eventId, body: payload }) };
}
