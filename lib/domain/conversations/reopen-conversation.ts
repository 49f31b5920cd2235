import "server-only";
import type { TenantTx } from "@/db/tenant";
import { changeConversation, type SingleChange } from "./change-conversation";

/**
 * Opens a resolved or snoozed conversation.
 * @throws AppError `not_found`
 */
export async function reopenConversation(tx: TenantTx, input: { conversationId: string }): Promise<SingleChange> {
  const { conversationId } = input;
  return changeConversation(tx, { conversationId, change: { kind: "reopen" }, now: new Date() });
}
