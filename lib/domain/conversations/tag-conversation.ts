import "server-only";
import type { TenantTx } from "@/db/tenant";
import { changeConversation, type SingleChange } from "./change-conversation";

/**
 * Adds a tag; the same one in another spelling is there already.
 * @throws AppError `not_found`, `invalid_input` for no tag, `precondition_failed` beyond twenty
 */
export async function tagConversation(
  tx: TenantTx,
  input: { conversationId: string; tag: string },
): Promise<SingleChange> {
  const { conversationId } = input;
  return changeConversation(tx, { conversationId, change: { kind: "tag", tag: input.tag }, now: new Date() });
}
