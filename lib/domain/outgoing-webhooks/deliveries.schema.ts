import { z } from "zod";
import { outgoingEventType } from "./event-types.schema";

/** Why an attempt brought no answer. */
export const SEND_FAILURES = [
  "timeout",
  "unresolvable",
  "forbidden_address",
  "unreachable",
  "tls",
  "closed",
  "bad_answer",
] as const;

export const DELIVERY_STATES = ["waiting", "delivered", "failed", "cancelled"] as const;
export const DELIVERY_ORIGINS = ["event", "test", "replay"] as const;

export const deliveryIdInput = z.strictObject({ deliveryId: z.uuid() });

export const findDeliveryInput = z.strictObject({ subscriptionId: z.uuid(), deliveryId: z.uuid() });

/** Which event the sample shows; the subscription's first when none is named. */
export const sendTestEventInput = z.strictObject({
  subscriptionId: z.uuid(),
  eventType: outgoingEventType.optional(),
});

export const deliverySummary = z.strictObject({
  id: z.uuid(),
  subscriptionId: z.uuid(),
  /** `webhook-id` of every attempt. */
  messageId: z.string(),
  eventType: outgoingEventType,
  sequence: z.int(),
  origin: z.enum(DELIVERY_ORIGINS),
  replayOf: z.uuid().nullable(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  nextAttemptAt: z.date().nullable(),
  lastStatus: z.int().nullable(),
  /** A code of SEND_FAILURES, or `http_<status>`. */
  lastFailure: z.string().nullable(),
  deliveredAt: z.date().nullable(),
  createdAt: z.date(),
});
export type DeliverySummary = z.output<typeof deliverySummary>;
