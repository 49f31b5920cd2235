import { z } from "zod";
import { type SearchParams, textOf } from "@/app/desk/list-links";
import { DELIVERY_ORIGINS, DELIVERY_STATES } from "@/lib/domain/outgoing-webhooks/deliveries.schema";
import { outgoingEventType } from "@/lib/domain/outgoing-webhooks/event-types.schema";
import type { DeliveryFilter } from "@/lib/domain/outgoing-webhooks/list-deliveries";

/** The log's filter as the address says it; parts that mean nothing are left out. */
export function deliveryFilterOf(
  search: SearchParams,
): Required<Pick<DeliveryFilter, "state" | "eventType" | "origin" | "cursor">> {
  return {
    state: z.enum(DELIVERY_STATES).nullable().catch(null).parse(textOf(search, "state")),
    eventType: outgoingEventType.nullable().catch(null).parse(textOf(search, "event")),
    origin: z.enum(DELIVERY_ORIGINS).nullable().catch(null).parse(textOf(search, "origin")),
    cursor: textOf(search, "cursor"),
  };
}
