import "server-only";
import type { MessageState } from "@/lib/domain/messages/message-input";

const STATES: Partial<Record<string, MessageState>> = {
  pending: "queued",
  scheduled: "queued",
  queued: "queued",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  opened: "read",
  failed: "failed",
  undelivered: "undelivered",
};

/** What a message's status at HighLevel means here; undefined for one that says nothing. */
export function messageStateOf(status: string | undefined): MessageState | undefined {
  return STATES[status?.toLowerCase() ?? ""];
}
