import { z } from "zod";

/** What a firm's receivers can be told of. A type is never renamed: it stands in subscriptions and at the receivers. */
export const OUTGOING_EVENT_TYPES = [
  "lead.created",
  "contact.created",
  "contact.opted_out",
  "case.created",
  "case.detail_accepted",
  "call.scheduled",
  "call.ended",
  "message.received",
  "message.failed",
  "credits.low",
] as const;

export type OutgoingEventType = (typeof OUTGOING_EVENT_TYPES)[number];

export const outgoingEventType = z.enum(OUTGOING_EVENT_TYPES);
