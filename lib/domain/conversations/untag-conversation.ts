import "server-only";
import type { TenantTx } from "@/db/tenant";
import { changeConversation, type SingleChange } from "./change-conversation";

/**
 * Takes a tag away.
 * @throws AppError `not_found`, `invalid_input` for no tag
 */
export async function untagConversation(
  tx: TenantTx,
  input: { conversationId: string; tag: string },
): Promise<SingleChange> {
  const { conversationId } = input;
  return changeConversation(tx, { conversationId, change: { kind: "untag", tag: input.tag }, now: new Date() });
}
