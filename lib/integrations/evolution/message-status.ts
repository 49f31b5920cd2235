import "server-only";
import type { MessageState } from "@/lib/domain/messages/message-input";

/** Baileys' names and numbers, and those of the WHATSAPP-BUSINESS channel (providers-crm B.3). */
const STATES: Partial<Record<string, MessageState>> = {
  ERROR: "failed",
  FAILED: "failed",
  PENDING: "queued",
  SERVER_ACK: "sent",
  SENT: "sent",
  DELIVERY_ACK: "delivered",
  DELIVERED: "delivered",
  READ: "read",
  PLAYED: "read",
  "0": "failed",
  "1": "queued",
  "2": "sent",
  "3": "delivered",
  "4": "read",
  "5": "read",
};

/** What the gateway calls a message's state, in our words; null for a word that says nothing of it. */
export function stateOfStatus(status: string | undefined): MessageState | null {
  return STATES[status?.toUpperCase() ?? ""] ?? null;
}

/** The furthest of several states, in whatever order they were told; without any, the gateway has the message at least. */
export function stateOfStatuses(statuses: readonly string[]): MessageState {
  const known = new Set(statuses.map(stateOfStatus));
  return (["read", "delivered", "failed", "sent"] as const).find((state) => known.has(state)) ?? "queued";
}
