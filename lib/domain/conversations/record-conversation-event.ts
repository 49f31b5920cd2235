import "server-only";
import { type CONVERSATION_EVENT_KINDS, conversationEvents } from "@/db/schema/conversation-events";
import type { TenantTx } from "@/db/tenant";

type ConversationEvent = {
  kind: (typeof CONVERSATION_EVENT_KINDS)[number];
  /** Ids and codes only. */
  detail?: Record<string, string | number>;
};

/** Writes a line into threads: what was done, by the person of the transaction or by nobody. */
export async function recordConversationEvent(
  tx: TenantTx,
  conversationIds: string | readonly string[],
  { kind, detail = {} }: ConversationEvent,
): Promise<void> {
  const ids = typeof conversationIds === "string" ? [conversationIds] : conversationIds;
  if (ids.length === 0) return;
  const actorUserId = tx.actor.type === "user" ? tx.actor.userId : null;
  await tx
    .insert(conversationEvents)
    .values(ids.map((conversationId) => ({ conversationId, kind, actorUserId, detail })));
}
