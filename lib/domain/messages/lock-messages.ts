import "server-only";
import type { TenantTx } from "@/db/tenant";
import type { MessageClient, MessageKey } from "./message-input";

/** Takes the places of several messages and their people at once, for an event that tells of more than one. */
export async function lockMessages(
  _tx: TenantTx,
  _messages: readonly (MessageKey & { client?: MessageClient })[],
): Promise<void> {
  throw new Error("messages are not locked yet");
}
