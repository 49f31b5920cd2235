import type { ThreadMessage } from "../inbox-data";

export type Delivery =
  | "scheduled"
  | "waiting"
  | "sending"
  | "queued"
  | "sent"
  | "delivered"
  | "read"
  | "unknown"
  | "failed"
  | "blocked"
  | "cancelled";

/** Where a message of ours stands, from our own intent and what the provider told since; null for what a person wrote. */
export function deliveryOf(message: Pick<ThreadMessage, "direction" | "state" | "send">): Delivery | null {
  if (message.direction === "inbound") return null;
  const intent = message.send?.state;
  if (intent === "waiting") return message.send?.isScheduled ? "scheduled" : "waiting";
  if (intent === "sending" || intent === "unknown") return intent;
  if (intent === "blocked") return "blocked";
  if (intent === "cancelled") return "cancelled";
  if (intent === "refused") return "failed";
  return BY_STATE[message.state];
}

const BY_STATE: Record<ThreadMessage["state"], Delivery | null> = {
  received: null,
  queued: "queued",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  failed: "failed",
  undelivered: "failed",
  unknown: "unknown",
};
