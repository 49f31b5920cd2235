import { z } from "zod";
import type { webhookEvents } from "@/db/schema/webhook-events";

type EventRow = typeof webhookEvents.$inferSelect;

/** States that an event is stored in; that one is being worked on is no stored state, its row's lock says so. */
export const STORED_STATES = [
  "received",
  "processed",
  "ignored",
  "failed",
  "dead",
  "quarantined",
] as const satisfies readonly EventRow["state"][];

export const DELIVERY_ORIGINS = ["delivery", "recovered", "test"] as const satisfies readonly EventRow["origin"][];

/** The most that one act on many events takes. */
export const MOST_EVENTS = 200;

/** Whether a delivery was taken or turned away at the door. */
export const DELIVERY_VERDICTS = ["verified", "refused"] as const;

/** Why a person says that nothing is left to do about an event. */
export const DONE_REASONS = ["handled_elsewhere", "not_needed", "duplicate", "test"] as const;

const eventIds = z.array(z.uuid()).min(1).max(MOST_EVENTS);
const word = (most: number) => z.string().trim().min(1).max(most).nullish();

/** What the log is narrowed to; a part that is missing or null narrows nothing. */
export const webhookLogFilterInput = z.strictObject({
  provider: word(40),
  endpointId: z.uuid().nullish(),
  state: z.enum(STORED_STATES).nullish(),
  verdict: z.enum(DELIVERY_VERDICTS).nullish(),
  /** The beginning of the event's type. */
  eventType: word(200),
  origin: z.enum(DELIVERY_ORIGINS).nullish(),
  from: z.date().nullish(),
  /** Exclusive. */
  to: z.date().nullish(),
  /** The correlation id under which the delivery stands in logs. */
  requestId: word(100),
  callId: z.uuid().nullish(),
});
export type WebhookLogFilter = z.output<typeof webhookLogFilterInput>;

export const eventInput = z.strictObject({ eventId: z.uuid() });
export const eventsInput = z.strictObject({ eventIds });
export const markEventsDoneInput = z.strictObject({ eventIds, reason: z.enum(DONE_REASONS) });

/** Opens or closes all doors of a sender at once. */
export const setProviderStateInput = z.strictObject({
  provider: z.string().min(1).max(40),
  state: z.enum(["active", "paused"]),
});
