import "server-only";
import type { TenantTx } from "@/db/tenant";
import type { MessageInput } from "./message-input";

/** Keeps a message that a provider tells of. */
export async function recordMessage(
  _tx: TenantTx,
  _input: MessageInput,
): Promise<{ messageId: string; isNew: boolean }> {
  throw new Error("messages are not recorded yet");
}
