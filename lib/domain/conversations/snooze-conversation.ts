import "server-only";
import type { TenantTx } from "@/db/tenant";
import { changeConversation, type SingleChange } from "./change-conversation";

/**
 * Puts a conversation off until a time within a year, or until the person writes.
 * @throws AppError `not_found`, `invalid_input` for a time that is over
 */
export async function snoozeConversation(
  tx: TenantTx,
  input: { conversationId: string; until: Date },
): Promise<SingleChange> {
  const { conversationId } = input;
  return changeConversation(tx, { conversationId, change: { kind: "snooze", until: input.until }, now: new Date() });
}
