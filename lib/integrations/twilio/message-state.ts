import "server-only";
import type { MessageState } from "@/lib/domain/messages/message-input";

const STATES: Partial<Record<string, MessageState>> = {
  accepted: "queued",
  scheduled: "queued",
  queued: "queued",
  sending: "sent",
  sent: "sent",
  partially_delivered: "sent",
  delivered: "delivered",
  read: "read",
  undelivered: "undelivered",
  failed: "failed",
  canceled: "failed",
};

/** What a status of Twilio's means here; undefined for one that says nothing of a message of the firm (providers-voice B.4). */
export function messageStateOf(status: string): MessageState | undefined {
  return STATES[status.toLowerCase()];
}
