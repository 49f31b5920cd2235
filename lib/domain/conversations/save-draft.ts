import "server-only";
import { conversationMembers } from "@/db/schema/conversation-members";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { MessageChannel } from "@/lib/domain/messages/message-input";
import { storableText } from "@/lib/domain/messages/storable-text";
import { requireConversation } from "./require-conversation";

const MAX_DRAFT_LENGTH = 10_000;

type Draft = { conversationId: string; userId: string; body: string; channel: MessageChannel };

/**
 * Keeps what a person began to write, for themselves alone; an empty text takes it away.
 * @throws AppError `not_found`, `invalid_input` for a too long text
 */
export async function saveDraft(tx: TenantTx, { conversationId, userId, ...draft }: Draft): Promise<void> {
  const body = storableText(draft.body);
  if (body.length > MAX_DRAFT_LENGTH) throw new AppError("invalid_input", "The draft is too long");
  await requireConversation(tx, conversationId);
  const kept =
    body.trim() === ""
      ? { draftBody: null, draftChannel: null, draftSavedAt: null }
      : { draftBody: body, draftChannel: draft.channel, draftSavedAt: new Date() };
  await tx
    .insert(conversationMembers)
    .values({ conversationId, userId, ...kept })
    .onConflictDoUpdate({
      target: [conversationMembers.tenantId, conversationMembers.conversationId, conversationMembers.userId],
      set: { ...kept, updatedAt: new Date() },
    });
}
