import "server-only";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { StoredEvent } from "@/lib/domain/webhook-events/open-stored-event";
import type { JsonValue } from "./parse-strict-json";
import { findProvider } from "./registry";

/**
 * Does a stored event's work by its sender's rules: what the job commits and what a dry run takes back.
 * @throws AppError `not_found` for a sender that is not known any more; whatever the work throws
 */
export async function runEventWork(tx: TenantTx, event: StoredEvent): Promise<void> {
  const provider = findProvider(event.provider);
  if (!provider) throw new AppError("not_found", "This event's sender is not known");
  const stored: JsonValue = JSON.parse(event.payload);
  await provider.process(tx, stored, { eventId: event.id, callId: event.callId, receivedAt: event.receivedAt });
}
