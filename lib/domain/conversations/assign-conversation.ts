import "server-only";
import type { TenantTx } from "@/db/tenant";
import { changeConversation, type SingleChange } from "./change-conversation";

/**
 * Gives a conversation to a person of the firm who may see it, or to nobody.
 * @throws AppError `not_found`, `invalid_input` for who is not of the firm, `precondition_failed` for who stands outside the contact's wall
 */
export async function assignConversation(
  tx: TenantTx,
  input: { conversationId: string; userId: string | null },
): Promise<SingleChange> {
  const { conversationId } = input;
  return changeConversation(tx, { conversationId, change: { kind: "assign", userId: input.userId }, now: new Date() });
}
