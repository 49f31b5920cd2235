import "server-only";
import type { TenantTx } from "@/db/tenant";
import { changeConversation, type SingleChange } from "./change-conversation";

/**
 * Closes a conversation until the person writes again.
 * @throws AppError `not_found`
 */
export async function resolveConversation(tx: TenantTx, input: { conversationId: string }): Promise<SingleChange> {
  const { conversationId } = input;
  return changeConversation(tx, { conversationId, change: { kind: "resolve" }, now: new Date() });
}
