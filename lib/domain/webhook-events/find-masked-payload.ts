import "server-only";
import type { TenantTx } from "@/db/tenant";
import { curlOfEvent } from "./curl-of-event";
import { maskPayload, type PayloadJson } from "./mask-payload";
import { readEventPayload } from "./read-event-payload";

export type MaskedPayload = { payload: PayloadJson; curl: string };

/**
 * An event's content with every client's value hidden, and the request that would bring it so.
 * @throws what readEventPayload throws
 */
export async function findMaskedPayload(tx: TenantTx, eventId: string): Promise<MaskedPayload> {
  const { payload, ...event } = await readEventPayload(tx, eventId);
  const stored: PayloadJson = JSON.parse(payload);
  const masked = maskPayload(stored);
  return { payload: masked, curl: curlOfEvent({ ...event, eventId, body: JSON.stringify(masked) }) };
}
